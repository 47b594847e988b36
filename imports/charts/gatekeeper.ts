// What a chart says of its values. Written by `npm run record:charts`; not to be edited.
export const chart = "gatekeeper";
export const version = "3.23.1";
export const values = {
 "replicas": "number",
 "revisionHistoryLimit": "number",
 "auditInterval": "number",
 "metricsBackends": "list",
 "auditMatchKindOnly": "boolean",
 "constraintViolationsLimit": "number",
 "auditFromCache": "boolean",
 "disableAudit": "boolean",
 "disableMutation": "boolean",
 "disableValidatingWebhook": "boolean",
 "validatingWebhookName": "string",
 "validatingWebhookTimeoutSeconds": "number",
 "validatingWebhookFailurePolicy": "string",
 "validatingWebhookAnnotations": "map",
 "validatingWebhookExemptNamespacesLabels": "map",
 "validatingWebhookObjectSelector": "map",
 "validatingWebhookMatchConditions": "list",
 "validatingWebhookCheckIgnoreFailurePolicy": "string",
 "validatingWebhookCustomRules": "map",
 "validatingWebhookSubResources": "list",
 "validatingWebhookURL": "any",
 "validatingWebhookScope": "string",
 "enableDeleteOperations": "boolean",
 "enableConnectOperations": "boolean",
 "enableExternalData": "boolean",
 "enableGeneratorResourceExpansion": "boolean",
 "enableTLSHealthcheck": "boolean",
 "maxServingThreads": "number",
 "mutatingWebhookName": "string",
 "mutatingWebhookFailurePolicy": "string",
 "mutatingWebhookReinvocationPolicy": "string",
 "mutatingWebhookAnnotations": "map",
 "mutatingWebhookExemptNamespacesLabels": "map",
 "mutatingWebhookObjectSelector": "map",
 "mutatingWebhookMatchConditions": "list",
 "mutatingWebhookTimeoutSeconds": "number",
 "mutatingWebhookCustomRules": "map",
 "mutatingWebhookSubResources": "list",
 "mutatingWebhookURL": "any",
 "mutatingWebhookScope": "string",
 "mutationAnnotations": "boolean",
 "auditChunkSize": "number",
 "logLevel": "string",
 "logDenies": "boolean",
 "logMutations": "boolean",
 "admissionEventsInvolvedNamespace": "boolean",
 "auditEventsInvolvedNamespace": "boolean",
 "resourceQuota": "boolean",
 "externaldataProviderResponseCacheTTL": "string",
 "enableK8sNativeValidation": "boolean",
 "commonAnnotations": "map",
 "extraVolumeMounts": "list",
 "extraVolumes": "list",
 "image": {
  "repository": "string",
  "crdRepository": "string",
  "release": "string",
  "pullPolicy": "string",
  "pullSecrets": "list"
 },
 "preInstall": {
  "crdRepository": {
   "image": {
    "repository": "any",
    "tag": "string"
   }
  }
 },
 "postUpgrade": {
  "labelNamespace": {
   "serviceAccount": {
    "name": "string",
    "create": "boolean"
   },
   "enabled": "boolean",
   "image": {
    "repository": "string",
    "tag": "string",
    "pullPolicy": "string",
    "pullSecrets": "list"
   },
   "extraNamespaces": "list",
   "podSecurity": "list",
   "extraAnnotations": "map",
   "priorityClassName": "string"
  },
  "affinity": "map",
  "tolerations": "list",
  "nodeSelector": "map",
  "resources": "map",
  "securityContext": "map"
 },
 "postInstall": {
  "labelNamespace": {
   "serviceAccount": {
    "name": "string",
    "create": "boolean"
   },
   "enabled": "boolean",
   "extraRules": "list",
   "image": {
    "repository": "string",
    "tag": "string",
    "pullPolicy": "string",
    "pullSecrets": "list"
   },
   "extraNamespaces": "list",
   "podSecurity": "list",
   "extraAnnotations": "map",
   "priorityClassName": "string"
  },
  "probeWebhook": {
   "enabled": "boolean",
   "image": {
    "repository": "string",
    "tag": "string",
    "pullPolicy": "string",
    "pullSecrets": "list"
   },
   "waitTimeout": "number",
   "httpTimeout": "number",
   "insecureHTTPS": "boolean",
   "priorityClassName": "string"
  },
  "affinity": "map",
  "tolerations": "list",
  "nodeSelector": "map",
  "securityContext": "map",
  "resources": "any"
 },
 "preUninstall": {
  "deleteWebhookConfigurations": {
   "serviceAccount": {
    "name": "string",
    "create": "boolean"
   },
   "extraRules": "list",
   "enabled": "boolean",
   "image": {
    "repository": "string",
    "tag": "string",
    "pullPolicy": "string",
    "pullSecrets": "list"
   },
   "priorityClassName": "string",
   "name": "any"
  },
  "affinity": "map",
  "tolerations": "list",
  "nodeSelector": "map",
  "resources": "map",
  "securityContext": "map"
 },
 "podAnnotations": "map",
 "auditPodAnnotations": "map",
 "podLabels": "map",
 "podCountLimit": "string",
 "secretAnnotations": "map",
 "enableRuntimeDefaultSeccompProfile": "boolean",
 "controllerManager": {
  "serviceAccount": {
   "name": "string",
   "automountServiceAccountToken": "boolean"
  },
  "containerName": "string",
  "exemptNamespaces": "list",
  "exemptNamespacePrefixes": "list",
  "hostNetwork": "boolean",
  "dnsPolicy": "string",
  "port": "number",
  "metricsPort": "number",
  "healthPort": "number",
  "readinessTimeout": "number",
  "livenessTimeout": "number",
  "priorityClassName": "string",
  "disableCertRotation": "boolean",
  "tlsMinVersion": "number",
  "clientCertName": "string",
  "strategyType": "string",
  "strategyRollingUpdate": "map",
  "podLabels": "map",
  "affinity": "map",
  "topologySpreadConstraints": "list",
  "tolerations": "list",
  "nodeSelector": "map",
  "resources": "map",
  "securityContext": "map",
  "podSecurityContext": "map",
  "extraRules": "list",
  "networkPolicy": {
   "enabled": "boolean",
   "ingress": "list"
  },
  "disableWebhookOperation": "boolean",
  "disableGenerateOperation": "boolean",
  "extraEnvs": "any",
  "exemptNamespaceSuffixes": "any",
  "logLevel": "any",
  "logFile": "any",
  "host": "any",
  "certDir": "any",
  "certServiceName": "any",
  "clientCAName": "any",
  "clientCNName": "any"
 },
 "exportBackend": "string",
 "audit": {
  "exportConnection": {
   "path": "string",
   "maxAuditResults": "number"
  },
  "exportVolumeMount": {
   "path": "string"
  },
  "exportVolume": {
   "name": "string",
   "emptyDir": "map"
  },
  "exportSidecar": {
   "name": "string",
   "image": "string",
   "imagePullPolicy": "string",
   "securityContext": "map",
   "volumeMounts": "list"
  },
  "serviceAccount": {
   "name": "string",
   "automountServiceAccountToken": "boolean"
  },
  "containerName": "string",
  "hostNetwork": "boolean",
  "dnsPolicy": "string",
  "metricsPort": "number",
  "healthPort": "number",
  "readinessTimeout": "number",
  "livenessTimeout": "number",
  "priorityClassName": "string",
  "disableCertRotation": "boolean",
  "podLabels": "map",
  "affinity": "map",
  "tolerations": "list",
  "nodeSelector": "map",
  "resources": "map",
  "securityContext": "map",
  "podSecurityContext": "map",
  "writeToRAMDisk": "boolean",
  "extraRules": "list",
  "disableGenerateOperation": "boolean",
  "disableAuditOperation": "boolean",
  "disableAuditSidecar": "boolean",
  "disableStatusOperation": "boolean",
  "extraEnvs": "any",
  "logLevel": "any",
  "connection": "any",
  "channel": "any",
  "logFile": "any",
  "apiCacheDir": "any"
 },
 "crds": {
  "affinity": "map",
  "tolerations": "list",
  "nodeSelector": "map",
  "resources": "map",
  "securityContext": "map"
 },
 "pdb": {
  "controllerManager": {
   "minAvailable": "number"
  }
 },
 "service": "map",
 "disabledBuiltins": "list",
 "upgradeCRDs": {
  "serviceAccount": {
   "create": "boolean",
   "name": "string"
  },
  "enabled": "boolean",
  "extraRules": "list",
  "priorityClassName": "string"
 },
 "rbac": {
  "create": "boolean"
 },
 "externalCertInjection": {
  "enabled": "boolean",
  "secretName": "string"
 },
 "serviceAccount": {
  "gatekeeperAdmin": {
   "create": "boolean"
  }
 },
 "nameOverride": "any",
 "fullnameOverride": "any",
 "commonLabels": "any",
 "extraEnvs": "any",
 "emitAuditEvents": "any",
 "logStatsAudit": "any",
 "enableViolationExport": "any",
 "syncVAPEnforcementScope": "any",
 "otlpEndpoint": "any",
 "otlpMetricInterval": "any",
 "stackdriverOnlyWhenAvailable": "any",
 "stackdriverMetricInterval": "any",
 "metricsAddr": "any",
 "defaultK8sNativeValidationFailurePolicy": "any",
 "defaultCreateVAPForTemplates": "any",
 "defaultCreateVAPBindingForConstraints": "any",
 "defaultWaitForVAPBGeneration": "any",
 "logLevelKey": "any",
 "logLevelEncoder": "any",
 "readinessRetries": "any",
 "enablePprof": "any",
 "pprofPort": "any",
 "enableReferentialRules": "any",
 "shutdownDelay": "any",
 "enableRemoteCluster": "any",
 "kubeconfig": "any",
 "emitAdmissionEvents": "any",
 "logStatsAdmission": "any",
 "additionalValidatingWebhookConfigsToRotateCerts": "any",
 "additionalMutatingWebhookConfigsToRotateCerts": "any",
 "disableEnforcementActionValidation": "any"
} as const;
