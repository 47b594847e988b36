// What a chart says of its values. Written by `npm run record:charts`; not to be edited.
export const chart = "cert-manager";
export const version = "v1.21.2";
export const values = {
 "global": {
  "imagePullSecrets": "list",
  "nodeSelector": "map",
  "commonLabels": "map",
  "priorityClassName": "string",
  "rbac": {
   "create": "boolean",
   "aggregateClusterRoles": "boolean"
  },
  "podSecurityPolicy": {
   "enabled": "boolean",
   "useAppArmor": "boolean"
  },
  "logLevel": "number",
  "leaderElection": {
   "namespace": "string",
   "leaseDuration": "string",
   "renewDeadline": "string",
   "retryPeriod": "string"
  },
  "runtimeClassName": "string",
  "hostUsers": "boolean",
  "revisionHistoryLimit": "number"
 },
 "installCRDs": "boolean",
 "crds": {
  "enabled": "boolean",
  "keep": "boolean"
 },
 "replicaCount": "number",
 "strategy": "map",
 "podDisruptionBudget": {
  "enabled": "boolean",
  "maxUnavailable": "any",
  "minAvailable": "any",
  "unhealthyPodEvictionPolicy": "string"
 },
 "featureGates": "string",
 "maxConcurrentChallenges": "number",
 "imageRegistry": "string",
 "imageNamespace": "string",
 "image": {
  "name": "string",
  "repository": "string",
  "pullPolicy": "string",
  "digest": "string",
  "registry": "string",
  "tag": "string"
 },
 "clusterResourceNamespace": "string",
 "namespace": "string",
 "serviceAccount": {
  "create": "boolean",
  "automountServiceAccountToken": "boolean",
  "annotations": "map",
  "labels": "map",
  "name": "string"
 },
 "enableCertificateOwnerRef": "boolean",
 "config": "map",
 "dns01RecursiveNameservers": "string",
 "dns01RecursiveNameserversOnly": "boolean",
 "disableAutoApproval": "boolean",
 "approveSignerNames": "list",
 "extraArgs": "list",
 "extraContainers": "list",
 "extraEnv": "list",
 "resources": "map",
 "securityContext": "map",
 "containerSecurityContext": "map",
 "volumes": "list",
 "volumeMounts": "list",
 "podLabels": "map",
 "hostAliases": "list",
 "nodeSelector": "map",
 "networkPolicy": {
  "enabled": "boolean",
  "ingress": "list",
  "egress": "list"
 },
 "ingressShim": {
  "defaultIssuerGroup": "string",
  "defaultIssuerKind": "string",
  "defaultIssuerName": "string"
 },
 "affinity": "map",
 "runtimeClassName": "string",
 "tolerations": "list",
 "topologySpreadConstraints": "list",
 "livenessProbe": "map",
 "enableServiceLinks": "boolean",
 "prometheus": {
  "enabled": "boolean",
  "servicemonitor": {
   "enabled": "boolean",
   "prometheusInstance": "string",
   "interval": "string",
   "scrapeTimeout": "string",
   "labels": "map",
   "annotations": "map",
   "honorLabels": "boolean",
   "endpointAdditionalProperties": "map",
   "namespace": "string"
  },
  "podmonitor": {
   "enabled": "boolean",
   "prometheusInstance": "string",
   "interval": "string",
   "scrapeTimeout": "string",
   "labels": "map",
   "annotations": "map",
   "honorLabels": "boolean",
   "endpointAdditionalProperties": "map",
   "namespace": "string"
  }
 },
 "webhook": {
  "replicaCount": "number",
  "timeoutSeconds": "number",
  "config": "map",
  "strategy": "map",
  "securityContext": "map",
  "containerSecurityContext": "map",
  "podDisruptionBudget": {
   "enabled": "boolean",
   "maxUnavailable": "any",
   "minAvailable": "any",
   "unhealthyPodEvictionPolicy": "string"
  },
  "validatingWebhookConfiguration": {
   "namespaceSelector": {
    "matchExpressions": "list"
   }
  },
  "mutatingWebhookConfiguration": {
   "namespaceSelector": "map"
  },
  "extraArgs": "list",
  "extraEnv": "list",
  "featureGates": "string",
  "resources": "map",
  "livenessProbe": "map",
  "readinessProbe": "map",
  "nodeSelector": "map",
  "affinity": "map",
  "runtimeClassName": "string",
  "tolerations": "list",
  "topologySpreadConstraints": "list",
  "podLabels": "map",
  "serviceLabels": "map",
  "serviceIPFamilyPolicy": "string",
  "serviceIPFamilies": "list",
  "image": {
   "name": "string",
   "repository": "string",
   "pullPolicy": "string",
   "digest": "string",
   "registry": "string",
   "tag": "string"
  },
  "serviceAccount": {
   "create": "boolean",
   "automountServiceAccountToken": "boolean",
   "annotations": "map",
   "labels": "map",
   "name": "string"
  },
  "securePort": "number",
  "hostNetwork": "boolean",
  "serviceType": "string",
  "url": "map",
  "networkPolicy": {
   "enabled": "boolean",
   "ingress": "list",
   "egress": "list"
  },
  "volumes": "list",
  "volumeMounts": "list",
  "enableServiceLinks": "boolean",
  "enableClientVerification": "boolean",
  "clientCAFile": "string",
  "apiserverClientCertSubjects": "string",
  "automountServiceAccountToken": "boolean",
  "deploymentAnnotations": "map",
  "loadBalancerIP": "string",
  "mutatingWebhookConfigurationAnnotations": "map",
  "podAnnotations": "map",
  "serviceAnnotations": "map",
  "validatingWebhookConfigurationAnnotations": "map"
 },
 "cainjector": {
  "enabled": "boolean",
  "replicaCount": "number",
  "config": "map",
  "strategy": "map",
  "securityContext": "map",
  "containerSecurityContext": "map",
  "networkPolicy": {
   "enabled": "boolean",
   "ingress": "list",
   "egress": "list"
  },
  "podDisruptionBudget": {
   "enabled": "boolean",
   "maxUnavailable": "any",
   "minAvailable": "any",
   "unhealthyPodEvictionPolicy": "string"
  },
  "extraArgs": "list",
  "extraEnv": "list",
  "featureGates": "string",
  "resources": "map",
  "nodeSelector": "map",
  "affinity": "map",
  "runtimeClassName": "string",
  "tolerations": "list",
  "topologySpreadConstraints": "list",
  "podLabels": "map",
  "serviceLabels": "map",
  "image": {
   "name": "string",
   "repository": "string",
   "pullPolicy": "string",
   "digest": "string",
   "registry": "string",
   "tag": "string"
  },
  "serviceAccount": {
   "create": "boolean",
   "automountServiceAccountToken": "boolean",
   "annotations": "map",
   "labels": "map",
   "name": "string"
  },
  "volumes": "list",
  "volumeMounts": "list",
  "enableServiceLinks": "boolean",
  "automountServiceAccountToken": "boolean",
  "deploymentAnnotations": "map",
  "podAnnotations": "map",
  "serviceAnnotations": "map"
 },
 "acmesolver": {
  "image": {
   "name": "string",
   "repository": "string",
   "pullPolicy": "string",
   "digest": "string",
   "registry": "string",
   "tag": "string"
  },
  "runtimeClassName": "string"
 },
 "startupapicheck": {
  "enabled": "boolean",
  "securityContext": "map",
  "containerSecurityContext": "map",
  "timeout": "string",
  "backoffLimit": "number",
  "jobAnnotations": "map",
  "extraArgs": "list",
  "extraEnv": "list",
  "resources": "map",
  "nodeSelector": "map",
  "affinity": "map",
  "runtimeClassName": "string",
  "tolerations": "list",
  "podLabels": "map",
  "image": {
   "name": "string",
   "repository": "string",
   "pullPolicy": "string",
   "digest": "string",
   "registry": "string",
   "tag": "string"
  },
  "rbac": {
   "annotations": "map"
  },
  "serviceAccount": {
   "create": "boolean",
   "annotations": "map",
   "automountServiceAccountToken": "boolean",
   "labels": "map",
   "name": "string"
  },
  "volumes": "list",
  "volumeMounts": "list",
  "enableServiceLinks": "boolean",
  "automountServiceAccountToken": "boolean",
  "podAnnotations": "map",
  "ttlSecondsAfterFinished": "any"
 },
 "extraObjects": "list",
 "creator": "string",
 "enabled": "boolean",
 "automountServiceAccountToken": "boolean",
 "deploymentAnnotations": "map",
 "fullnameOverride": "string",
 "http_proxy": "string",
 "https_proxy": "string",
 "nameOverride": "string",
 "no_proxy": "string",
 "podAnnotations": "map",
 "podDnsConfig": "map",
 "podDnsPolicy": "string",
 "serviceAnnotations": "map",
 "serviceIPFamilies": "list",
 "serviceIPFamilyPolicy": "string",
 "serviceLabels": "map"
} as const;
