// What a chart says of its values. Written by `npm run record:charts`; not to be edited.
export const chart = "external-secrets";
export const version = "2.9.0";
export const values = {
 "global": {
  "nodeSelector": "map",
  "tolerations": "list",
  "topologySpreadConstraints": "list",
  "affinity": "map",
  "hostAliases": "list",
  "podLabels": "map",
  "podAnnotations": "map",
  "imagePullSecrets": "list",
  "repository": "string",
  "compatibility": {
   "openshift": {
    "adaptSecurityContext": "string"
   }
  }
 },
 "replicaCount": "number",
 "bitwarden-sdk-server": {
  "enabled": "boolean",
  "namespaceOverride": "string",
  "replicaCount": "number",
  "image": {
   "repository": "string",
   "pullPolicy": "string",
   "tag": "string",
   "tls": {
    "enabled": "boolean",
    "secretName": "string",
    "volumes": "list",
    "volumeMounts": "list"
   }
  },
  "imagePullSecrets": "list",
  "nameOverride": "string",
  "fullnameOverride": "string",
  "extraEnv": "map",
  "commonLabels": "map",
  "serviceAccount": {
   "create": "boolean",
   "labels": "map",
   "annotations": "map",
   "name": "string"
  },
  "podDnsPolicy": "string",
  "podDnsConfig": "map",
  "podLabels": "map",
  "deploymentLabels": "map",
  "podAnnotations": "map",
  "deploymentAnnotations": "map",
  "podSecurityContext": "map",
  "securityContext": "map",
  "service": {
   "type": "string",
   "port": "number",
   "labels": "map",
   "annotations": "map"
  },
  "ingress": {
   "enabled": "boolean",
   "className": "string",
   "annotations": "map",
   "hosts": "list",
   "tls": "list"
  },
  "resources": "map",
  "autoscaling": {
   "enabled": "boolean",
   "minReplicas": "number",
   "maxReplicas": "number",
   "targetCPUUtilizationPercentage": "number"
  },
  "nodeSelector": "map",
  "tolerations": "list",
  "affinity": "map"
 },
 "revisionHistoryLimit": "number",
 "image": {
  "repository": "string",
  "pullPolicy": "string",
  "tag": "string",
  "flavour": "string"
 },
 "installCRDs": "boolean",
 "crds": {
  "createClusterExternalSecret": "boolean",
  "createClusterSecretStore": "boolean",
  "createSecretStore": "boolean",
  "createClusterGenerator": "boolean",
  "createClusterPushSecret": "boolean",
  "createPushSecret": "boolean",
  "annotations": "map",
  "conversion": {
   "enabled": "boolean"
  },
  "unsafeServeV1Beta1": "boolean"
 },
 "imagePullSecrets": "list",
 "nameOverride": "string",
 "fullnameOverride": "string",
 "namespaceOverride": "string",
 "commonLabels": "map",
 "leaderElect": "boolean",
 "leaderElectionID": "string",
 "leaderElectionLeaseDuration": "string",
 "leaderElectionRenewDeadline": "string",
 "leaderElectionRetryPeriod": "string",
 "controllerClass": "string",
 "extendedMetricLabels": "boolean",
 "scopedNamespace": "string",
 "scopedRBAC": "boolean",
 "openshiftFinalizers": "boolean",
 "systemAuthDelegator": "boolean",
 "processClusterExternalSecret": "boolean",
 "processClusterPushSecret": "boolean",
 "processClusterStore": "boolean",
 "processSecretStore": "boolean",
 "storeRequeueInterval": "string",
 "processClusterGenerator": "boolean",
 "processPushSecret": "boolean",
 "genericTargets": {
  "enabled": "boolean",
  "resources": "list"
 },
 "createOperator": "boolean",
 "enableHTTP2": "boolean",
 "vault": {
  "enableTokenCache": "boolean",
  "tokenCacheSize": "number"
 },
 "concurrent": "number",
 "log": {
  "level": "string",
  "timeEncoding": "string"
 },
 "service": {
  "ipFamilyPolicy": "string",
  "ipFamilies": "list"
 },
 "serviceAccount": {
  "create": "boolean",
  "automount": "boolean",
  "annotations": "map",
  "extraLabels": "map",
  "name": "string"
 },
 "rbac": {
  "create": "boolean",
  "serviceAccountTokenCreate": "boolean",
  "servicebindings": {
   "create": "boolean"
  },
  "aggregateToView": "boolean",
  "aggregateToEdit": "boolean",
  "aggregateToAdmin": "boolean"
 },
 "extraEnv": "list",
 "extraArgs": "map",
 "extraVolumes": "list",
 "extraObjects": "list",
 "extraVolumeMounts": "list",
 "extraInitContainers": "list",
 "extraContainers": "list",
 "deploymentAnnotations": "map",
 "strategy": "map",
 "podAnnotations": "map",
 "podLabels": "map",
 "podSecurityContext": "map",
 "securityContext": "map",
 "resources": "map",
 "serviceMonitor": {
  "enabled": "boolean",
  "renderMode": "string",
  "namespace": "string",
  "additionalLabels": "map",
  "interval": "string",
  "scrapeTimeout": "string",
  "honorLabels": "boolean",
  "metricRelabelings": "list",
  "relabelings": "list"
 },
 "metrics": {
  "listen": {
   "port": "number",
   "auth": {
    "enabled": "boolean"
   },
   "secure": {
    "enabled": "boolean",
    "certDir": "string",
    "certFile": "string",
    "keyFile": "string"
   }
  },
  "service": {
   "enabled": "boolean",
   "port": "number",
   "annotations": "map"
  }
 },
 "grafanaDashboard": {
  "enabled": "boolean",
  "sidecarLabel": "string",
  "sidecarLabelValue": "string",
  "annotations": "map",
  "extraLabels": "map"
 },
 "livenessProbe": "map",
 "readinessProbe": "map",
 "nodeSelector": "map",
 "tolerations": "list",
 "topologySpreadConstraints": "list",
 "affinity": "map",
 "priorityClassName": "string",
 "schedulerName": "string",
 "runtimeClassName": "string",
 "podDisruptionBudget": {
  "enabled": "boolean",
  "minAvailable": [
   "number",
   "string"
  ],
  "nameOverride": "string",
  "maxUnavailable": "any"
 },
 "hostNetwork": "boolean",
 "hostUsers": "boolean",
 "networkPolicy": {
  "enabled": "boolean",
  "ingress": "list",
  "egress": "list"
 },
 "webhook": {
  "annotations": "map",
  "create": "boolean",
  "certCheckInterval": "string",
  "lookaheadInterval": "string",
  "replicaCount": "number",
  "log": {
   "level": "string",
   "timeEncoding": "string"
  },
  "revisionHistoryLimit": "number",
  "certDir": "string",
  "failurePolicy": "string",
  "hostNetwork": "boolean",
  "hostUsers": "boolean",
  "networkPolicy": {
   "enabled": "boolean",
   "ingress": "list",
   "egress": "list"
  },
  "image": {
   "repository": "string",
   "pullPolicy": "string",
   "tag": "string",
   "flavour": "string"
  },
  "imagePullSecrets": "list",
  "port": "number",
  "serviceAccount": {
   "create": "boolean",
   "automount": "boolean",
   "annotations": "map",
   "extraLabels": "map",
   "name": "string"
  },
  "nodeSelector": "map",
  "hostAliases": "list",
  "certManager": {
   "enabled": "boolean",
   "addInjectorAnnotations": "boolean",
   "cert": {
    "create": "boolean",
    "issuerRef": {
     "group": "string",
     "kind": "string",
     "name": "string"
    },
    "duration": "string",
    "revisionHistoryLimit": "number",
    "renewBefore": "string",
    "privateKey": "map",
    "signatureAlgorithm": "string",
    "annotations": "map"
   }
  },
  "tolerations": "list",
  "topologySpreadConstraints": "list",
  "affinity": "map",
  "strategy": "map",
  "priorityClassName": "string",
  "schedulerName": "string",
  "runtimeClassName": "string",
  "podDisruptionBudget": {
   "enabled": "boolean",
   "minAvailable": [
    "number",
    "string"
   ],
   "nameOverride": "string",
   "maxUnavailable": "any"
  },
  "metrics": {
   "listen": {
    "port": "number",
    "auth": {
     "enabled": "boolean"
    },
    "secure": {
     "enabled": "boolean",
     "certDir": "string",
     "certFile": "string",
     "keyFile": "string"
    }
   },
   "service": {
    "enabled": "boolean",
    "port": "number",
    "annotations": "map"
   }
  },
  "livenessProbe": "map",
  "readinessProbe": "map",
  "startupProbe": "map",
  "extraEnv": "list",
  "extraArgs": "map",
  "extraInitContainers": "list",
  "extraVolumes": "list",
  "extraVolumeMounts": "list",
  "secretAnnotations": "map",
  "deploymentAnnotations": "map",
  "podAnnotations": "map",
  "podLabels": "map",
  "podSecurityContext": "map",
  "securityContext": "map",
  "resources": "map",
  "service": {
   "enabled": "boolean",
   "annotations": "map",
   "labels": "map",
   "type": "string",
   "loadBalancerIP": "string"
  }
 },
 "certController": {
  "create": "boolean",
  "requeueInterval": "string",
  "replicaCount": "number",
  "enablePartialCache": "boolean",
  "log": {
   "level": "string",
   "timeEncoding": "string"
  },
  "revisionHistoryLimit": "number",
  "image": {
   "repository": "string",
   "pullPolicy": "string",
   "tag": "string",
   "flavour": "string"
  },
  "imagePullSecrets": "list",
  "rbac": {
   "create": "boolean"
  },
  "serviceAccount": {
   "create": "boolean",
   "automount": "boolean",
   "annotations": "map",
   "extraLabels": "map",
   "name": "string"
  },
  "nodeSelector": "map",
  "hostAliases": "list",
  "tolerations": "list",
  "topologySpreadConstraints": "list",
  "affinity": "map",
  "strategy": "map",
  "hostNetwork": "boolean",
  "hostUsers": "boolean",
  "networkPolicy": {
   "enabled": "boolean",
   "ingress": "list",
   "egress": "list"
  },
  "priorityClassName": "string",
  "schedulerName": "string",
  "runtimeClassName": "string",
  "podDisruptionBudget": {
   "enabled": "boolean",
   "minAvailable": [
    "number",
    "string"
   ],
   "nameOverride": "string",
   "maxUnavailable": "any"
  },
  "metrics": {
   "listen": {
    "port": "number",
    "auth": {
     "enabled": "boolean"
    },
    "secure": {
     "enabled": "boolean",
     "certDir": "string",
     "certFile": "string",
     "keyFile": "string"
    }
   },
   "service": {
    "enabled": "boolean",
    "port": "number",
    "annotations": "map"
   }
  },
  "livenessProbe": "map",
  "readinessProbe": "map",
  "startupProbe": "map",
  "extraEnv": "list",
  "extraArgs": "map",
  "extraInitContainers": "list",
  "extraVolumes": "list",
  "extraVolumeMounts": "list",
  "deploymentAnnotations": "map",
  "podAnnotations": "map",
  "podLabels": "map",
  "podSecurityContext": "map",
  "securityContext": "map",
  "resources": "map"
 },
 "dnsPolicy": "string",
 "dnsConfig": "map",
 "hostAliases": "list",
 "podSpecExtra": "map"
} as const;
