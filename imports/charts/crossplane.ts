// What a chart says of its values. Written by `npm run record:charts`; not to be edited.
export const chart = "crossplane";
export const version = "2.4.0";
export const values = {
 "replicas": "number",
 "revisionHistoryLimit": "any",
 "deploymentStrategy": "string",
 "image": {
  "repository": "string",
  "tag": "string",
  "pullPolicy": "string",
  "ignoreTag": "boolean"
 },
 "nodeSelector": "map",
 "tolerations": "list",
 "affinity": "map",
 "topologySpreadConstraints": "list",
 "hostNetwork": "boolean",
 "dnsPolicy": "string",
 "customLabels": "map",
 "customAnnotations": "map",
 "serviceAccount": {
  "create": "boolean",
  "name": "string",
  "customAnnotations": "map"
 },
 "leaderElection": "boolean",
 "args": "list",
 "provider": {
  "packages": "list",
  "defaultActivations": "list"
 },
 "configuration": {
  "packages": "list"
 },
 "function": {
  "packages": "list"
 },
 "imagePullSecrets": "list",
 "registryCaBundleConfig": {
  "name": "string",
  "key": "string"
 },
 "service": {
  "customAnnotations": "map"
 },
 "secrets": {
  "customAnnotations": "map"
 },
 "webhooks": {
  "enabled": "boolean",
  "port": "string"
 },
 "rbacManager": {
  "deploy": "boolean",
  "skipAggregatedClusterRoles": "boolean",
  "replicas": "number",
  "revisionHistoryLimit": "any",
  "leaderElection": "boolean",
  "args": "list",
  "nodeSelector": "map",
  "tolerations": "list",
  "affinity": "map",
  "topologySpreadConstraints": "list"
 },
 "priorityClassName": "string",
 "runtimeClassName": "string",
 "resourcesCrossplane": {
  "limits": {
   "cpu": "string",
   "memory": "string"
  },
  "requests": {
   "cpu": "string",
   "memory": "string"
  }
 },
 "securityContextCrossplane": "map",
 "packageCache": {
  "medium": "string",
  "sizeLimit": "string",
  "pvc": "string",
  "configMap": "string"
 },
 "functionCache": {
  "medium": "string",
  "sizeLimit": "string",
  "pvc": "string"
 },
 "resourcesRBACManager": {
  "limits": {
   "cpu": "string",
   "memory": "string"
  },
  "requests": {
   "cpu": "string",
   "memory": "string"
  }
 },
 "securityContextRBACManager": "map",
 "metrics": {
  "enabled": "boolean",
  "port": "string"
 },
 "readiness": {
  "port": "string"
 },
 "extraEnvVarsCrossplaneInit": "map",
 "extraEnvVarsCrossplane": "map",
 "extraEnvVarsRBACManager": "map",
 "podSecurityContextCrossplane": "map",
 "podSecurityContextRBACManager": "map",
 "extraVolumesCrossplane": "map",
 "extraVolumeMountsCrossplane": "map",
 "sidecarsCrossplane": "list",
 "extraObjects": "list",
 "nameOverride": "any"
} as const;
