import { Construct } from 'constructs';
import { ClusterIssuer } from '../../imports/cert-manager.io';
import { INGRESS_CLASS } from './traefik';

export interface AcmeIssuerProps {
  /** Name of the ClusterIssuer. */
  readonly name: string;
  /** Contact address that the certificate authority may write to. */
  readonly contact: string;
}

/** Has Let's Encrypt sign the certificates of hosts that Traefik serves. @see https://cert-manager.io/docs/configuration/acme/ */
export class AcmeIssuer extends Construct {
  constructor(scope: Construct, id: string, props: AcmeIssuerProps) {
    super(scope, id);
    new ClusterIssuer(this, 'issuer', {
      metadata: { name: props.name },
      spec: {
        acme: {
          email: props.contact,
          server: 'https://acme-v02.api.letsencrypt.org/directory',
          privateKeySecretRef: { name: `${props.name}-account` },
          // By default the Service of a solver is a NodePort, which no app's namespace may have.
          solvers: [{ http01: { ingress: { ingressClassName: INGRESS_CLASS, serviceType: 'ClusterIP' } } }],
        },
      },
    });
  }
}
