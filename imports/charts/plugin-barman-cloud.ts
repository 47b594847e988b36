// What a chart says of its values. Written by `npm run record:charts`; not to be edited.
export const chart = "plugin-barman-cloud";
export const version = "0.7.0";
export const values = {
 "replicaCount": "number",
 "image": {
  "registry": "string",
  "repository": "string",
  "pullPolicy": "string",
  "tag": "string"
 },
 "sidecarImage": {
  "registry": "string",
  "repository": "string",
  "tag": "string"
 },
 "imagePullSecrets": "list",
 "nameOverride": "string",
 "fullnameOverride": "string",
 "namespaceOverride": "string",
 "hostNetwork": "boolean",
 "dnsPolicy": "string",
 "updateStrategy": "map",
 "crds": {
  "create": "boolean"
 },
 "additionalArgs": "list",
 "additionalEnv": "list",
 "serviceAccount": {
  "create": "boolean",
  "name": "string"
 },
 "rbac": {
  "create": "boolean"
 },
 "commonAnnotations": "map",
 "podAnnotations": "map",
 "podLabels": "map",
 "containerSecurityContext": "map",
 "podSecurityContext": "map",
 "priorityClassName": "string",
 "service": {
  "name": "string",
  "port": "number",
  "ipFamilyPolicy": "string",
  "ipFamilies": "list"
 },
 "resources": "map",
 "nodeSelector": "map",
 "topologySpreadConstraints": "list",
 "tolerations": "list",
 "affinity": "map",
 "certificate": {
  "createClientCertificate": "boolean",
  "createServerCertificate": "boolean",
  "issuerName": "string",
  "duration": "string",
  "renewBefore": "string"
 },
 "global": "map"
} as const;
