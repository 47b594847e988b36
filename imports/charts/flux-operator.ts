// What a chart says of its values. Written by `npm run record:charts`; not to be edited.
export const chart = "flux-operator";
export const version = "0.49.0";
export const values = {
 "nameOverride": "string",
 "fullnameOverride": "string",
 "multitenancy": {
  "enabled": "boolean",
  "enabledForWorkloadIdentity": "boolean",
  "defaultServiceAccount": "string",
  "defaultWorkloadIdentityServiceAccount": "string"
 },
 "reporting": {
  "interval": "string"
 },
 "web": {
  "enabled": "boolean",
  "config": "map",
  "configSecretName": "string",
  "networkPolicy": {
   "create": "boolean"
  },
  "rbac": {
   "createRoles": "boolean",
   "createAggregation": "boolean"
  },
  "serverOnly": "boolean",
  "serverReplicas": "number",
  "ingress": {
   "enabled": "boolean",
   "className": "string",
   "annotations": "map",
   "hosts": "list",
   "tls": "list"
  },
  "httpRoute": {
   "enabled": "boolean",
   "annotations": "map",
   "parentRefs": "list",
   "hostnames": "list"
  }
 },
 "installCRDs": "boolean",
 "commonAnnotations": "map",
 "commonLabels": "map",
 "image": {
  "repository": "string",
  "tag": "string",
  "pullSecrets": "list",
  "imagePullPolicy": "string"
 },
 "priorityClassName": "string",
 "apiPriority": {
  "enabled": "boolean",
  "level": "string",
  "extraServiceAccounts": "list"
 },
 "resources": "map",
 "livenessProbe": "map",
 "readinessProbe": "map",
 "serviceAccount": {
  "create": "boolean",
  "automount": "boolean",
  "name": "string"
 },
 "rbac": {
  "create": "boolean",
  "createAggregation": "boolean"
 },
 "podSecurityContext": "map",
 "securityContext": "map",
 "affinity": "map",
 "tolerations": "list",
 "nodeSelector": "map",
 "hostNetwork": "boolean",
 "extraVolumes": "list",
 "extraEnvs": "list",
 "extraArgs": "list",
 "extraVolumeMounts": "list",
 "logLevel": "string",
 "serviceMonitor": {
  "create": "boolean",
  "interval": "string",
  "scrapeTimeout": "string",
  "labels": "map"
 },
 "service": {
  "ipFamilyPolicy": "string"
 },
 "marketplace": {
  "type": "string",
  "license": "string",
  "account": "string"
 }
} as const;
