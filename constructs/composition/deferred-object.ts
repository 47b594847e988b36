import { ApiObject, type ApiObjectProps } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Json } from './field-path';

/** An object whose content is worked out when it is written, from what has been created until then. */
export class DeferredObject extends ApiObject {
  constructor(
    scope: Construct,
    id: string,
    props: ApiObjectProps,
    private readonly content: () => { readonly [key: string]: Json },
  ) {
    super(scope, id, props);
  }

  override toJson(): unknown {
    return { ...super.toJson(), ...this.content() };
  }
}
