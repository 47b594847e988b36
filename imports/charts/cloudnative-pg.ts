// What a chart says of its values. Written by `npm run record:charts`; not to be edited.
export const chart = "cloudnative-pg";
export const version = "0.29.0";
export const values = {
 "replicaCount": "number",
 "image": {
  "repository": "string",
  "pullPolicy": "string",
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
 "webhook": {
  "port": "number",
  "mutating": {
   "create": "boolean",
   "failurePolicy": "string"
  },
  "validating": {
   "create": "boolean",
   "failurePolicy": "string"
  },
  "livenessProbe": "map",
  "readinessProbe": "map",
  "startupProbe": "map"
 },
 "config": {
  "create": "boolean",
  "name": "string",
  "secret": "boolean",
  "clusterWide": "boolean",
  "data": "map",
  "maxConcurrentReconciles": "number"
 },
 "additionalArgs": "list",
 "additionalEnv": "list",
 "serviceAccount": {
  "create": "boolean",
  "name": "string"
 },
 "rbac": {
  "create": "boolean",
  "aggregateClusterRoles": "boolean",
  "annotations": "any"
 },
 "commonAnnotations": "map",
 "podAnnotations": "map",
 "podLabels": "map",
 "containerSecurityContext": "map",
 "podSecurityContext": "map",
 "priorityClassName": "string",
 "service": {
  "type": "string",
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
 "monitoring": {
  "podMonitorEnabled": "boolean",
  "podMonitorMetricRelabelings": "list",
  "podMonitorRelabelings": "list",
  "podMonitorAdditionalLabels": "map",
  "grafanaDashboard": {
   "create": "boolean",
   "namespace": "string",
   "configMapName": "string",
   "sidecarLabel": "string",
   "sidecarLabelValue": "string",
   "labels": "map",
   "annotations": "map"
  },
  "nameOverride": "string",
  "fullnameOverride": "string"
 },
 "monitoringQueriesConfigMap": {
  "name": "string",
  "queries": "string"
 },
 "global": "map"
} as const;
