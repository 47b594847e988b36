// What a chart says of its values. Written by `npm run record:charts`; not to be edited.
export const chart = "kube-prometheus-stack";
export const version = "88.5.3";
export const values = {
 "nameOverride": "string",
 "namespaceOverride": "string",
 "kubeTargetVersionOverride": "string",
 "kubeVersionOverride": "string",
 "fullnameOverride": "string",
 "commonLabels": "map",
 "crds": {
  "enabled": "boolean",
  "upgradeJob": {
   "enabled": "boolean",
   "forceConflicts": "boolean",
   "image": {
    "busybox": {
     "registry": "string",
     "repository": "string",
     "tag": "string",
     "sha": "string",
     "pullPolicy": "string"
    },
    "kubectl": {
     "registry": "string",
     "repository": "string",
     "tag": "string",
     "sha": "string",
     "pullPolicy": "string"
    }
   },
   "env": "map",
   "resources": "map",
   "extraVolumes": "list",
   "extraVolumeMounts": "list",
   "nodeSelector": "map",
   "affinity": "map",
   "tolerations": "list",
   "topologySpreadConstraints": "list",
   "labels": "map",
   "annotations": "map",
   "podLabels": "map",
   "podAnnotations": "map",
   "serviceAccount": {
    "create": "boolean",
    "name": "string",
    "annotations": "map",
    "labels": "map",
    "automountServiceAccountToken": "boolean"
   },
   "automountServiceAccountToken": "boolean",
   "containerSecurityContext": "map",
   "podSecurityContext": "map"
  },
  "global": "any"
 },
 "customRules": "map",
 "defaultRules": {
  "create": "boolean",
  "rules": {
   "alertmanager": "boolean",
   "etcd": "boolean",
   "configReloaders": "boolean",
   "general": "boolean",
   "k8sContainerCpuUsageSecondsTotal": "boolean",
   "k8sContainerMemoryCache": "boolean",
   "k8sContainerMemoryRss": "boolean",
   "k8sContainerMemorySwap": "boolean",
   "k8sContainerResource": "boolean",
   "k8sContainerMemoryWorkingSetBytes": "boolean",
   "k8sPodOwner": "boolean",
   "kubeApiserverAvailability": "boolean",
   "kubeApiserverBurnrate": "boolean",
   "kubeApiserverHistogram": "boolean",
   "kubeApiserverSlos": "boolean",
   "kubeControllerManager": "boolean",
   "kubelet": "boolean",
   "kubeProxy": "boolean",
   "kubePrometheusGeneral": "boolean",
   "kubePrometheusNodeRecording": "boolean",
   "kubernetesApps": "boolean",
   "kubernetesResources": "boolean",
   "kubernetesStorage": "boolean",
   "kubernetesSystem": "boolean",
   "kubeSchedulerAlerting": "boolean",
   "kubeSchedulerRecording": "boolean",
   "kubeStateMetrics": "boolean",
   "network": "boolean",
   "node": "boolean",
   "nodeExporterAlerting": "boolean",
   "nodeExporterRecording": "boolean",
   "prometheus": "boolean",
   "prometheusOperator": "boolean",
   "windows": "boolean",
   "k8sContainerCpuLimits": "any",
   "k8sContainerCpuRequests": "any",
   "k8sContainerMemoryLimits": "any",
   "k8sContainerMemoryRequests": "any"
  },
  "appNamespacesOperator": "string",
  "appNamespacesTarget": "string",
  "keepFiringFor": "string",
  "labels": "map",
  "annotations": "map",
  "additionalRuleLabels": "map",
  "additionalRuleAnnotations": "map",
  "additionalRuleGroupLabels": "map",
  "additionalRuleGroupAnnotations": "map",
  "additionalAggregationLabels": "list",
  "runbookUrl": "string",
  "kubeletServerCertificateExpiration": {
   "warning": "number",
   "critical": "number"
  },
  "kubeletClientCertificateExpiration": {
   "warning": "number",
   "critical": "number"
  },
  "node": {
   "fsSelector": "string"
  },
  "disabled": "map"
 },
 "additionalPrometheusRulesMap": "map",
 "global": {
  "rbac": {
   "create": "boolean",
   "createAggregateClusterRoles": "boolean"
  },
  "imageRegistry": "string",
  "imagePullSecrets": "list"
 },
 "windowsMonitoring": {
  "enabled": "boolean"
 },
 "prometheus-windows-exporter": {
  "prometheus": {
   "monitor": {
    "enabled": "boolean",
    "jobLabel": "string",
    "additionalLabels": "map",
    "namespace": "string",
    "podTargetLabels": "list",
    "scheme": "string",
    "basicAuth": "map",
    "bearerTokenFile": "any",
    "tlsConfig": "map",
    "proxyUrl": "string",
    "selectorOverride": "map",
    "attachMetadata": {
     "node": "boolean"
    },
    "relabelings": "list",
    "metricRelabelings": "list",
    "interval": "string",
    "scrapeTimeout": "string",
    "apiVersion": "string",
    "sampleLimit": "number",
    "targetLimit": "number",
    "labelLimit": "number",
    "labelNameLengthLimit": "number",
    "labelValueLengthLimit": "number"
   },
   "podMonitor": {
    "enabled": "boolean",
    "namespace": "string",
    "additionalLabels": "map",
    "podTargetLabels": "list",
    "apiVersion": "string",
    "selectorOverride": "map",
    "attachMetadata": {
     "node": "boolean"
    },
    "jobLabel": "string",
    "scheme": "string",
    "path": "string",
    "basicAuth": "map",
    "bearerTokenSecret": "map",
    "tlsConfig": "map",
    "authorization": "map",
    "oauth2": "map",
    "proxyUrl": "string",
    "interval": "string",
    "scrapeTimeout": "string",
    "honorTimestamps": "boolean",
    "honorLabels": "boolean",
    "enableHttp2": "string",
    "filterRunning": "string",
    "followRedirects": "string",
    "params": "map",
    "relabelings": "list",
    "metricRelabelings": "list",
    "sampleLimit": "number",
    "targetLimit": "number",
    "labelLimit": "number",
    "labelNameLengthLimit": "number",
    "labelValueLengthLimit": "number"
   }
  },
  "releaseLabel": "boolean",
  "podLabels": "map",
  "config": "string",
  "image": {
   "registry": "string",
   "repository": "string",
   "tag": "string",
   "pullPolicy": "string",
   "digest": "string",
   "sha": "any"
  },
  "imagePullSecrets": "list",
  "nameOverride": "string",
  "fullnameOverride": "string",
  "global": {
   "imagePullSecrets": "list",
   "imageRegistry": "string"
  },
  "service": {
   "type": "string",
   "port": "number",
   "nodePort": "any",
   "portName": "string",
   "annotations": "map"
  },
  "env": "map",
  "updateStrategy": "map",
  "resources": "map",
  "serviceAccount": {
   "create": "boolean",
   "name": "any",
   "annotations": "map",
   "imagePullSecrets": "list",
   "automountServiceAccountToken": "boolean"
  },
  "securityContext": "map",
  "containerSecurityContext": "map",
  "rbac": {
   "create": "boolean"
  },
  "hostNetwork": "boolean",
  "hostPID": "boolean",
  "affinity": "map",
  "podAnnotations": "map",
  "daemonsetAnnotations": "map",
  "dnsConfig": "map",
  "nodeSelector": "map",
  "tolerations": "list",
  "extraArgs": "list",
  "extraHostVolumeMounts": "list",
  "configmaps": "list",
  "secrets": "list",
  "namespaceOverride": "string",
  "sidecars": "list",
  "sidecarVolumeMount": "list",
  "sidecarHostVolumeMounts": "list",
  "extraInitContainers": "list",
  "livenessProbe": "map",
  "readinessProbe": "map",
  "priorityClassName": "any"
 },
 "alertmanager": {
  "enabled": "boolean",
  "namespaceOverride": "string",
  "annotations": "map",
  "additionalLabels": "map",
  "apiVersion": "string",
  "enableFeatures": "list",
  "forceDeployDashboards": "boolean",
  "networkPolicy": {
   "enabled": "boolean",
   "policyTypes": "list",
   "gateway": {
    "namespace": "string",
    "podLabels": "map"
   },
   "additionalIngress": "list",
   "egress": {
    "enabled": "boolean",
    "rules": "list"
   },
   "enableClusterRules": "boolean",
   "monitoringRules": {
    "prometheus": "boolean",
    "configReloader": "boolean"
   }
  },
  "serviceAccount": {
   "create": "boolean",
   "name": "string",
   "annotations": "map",
   "automountServiceAccountToken": "boolean"
  },
  "podDisruptionBudget": {
   "enabled": "boolean",
   "minAvailable": "number",
   "unhealthyPodEvictionPolicy": "string"
  },
  "verticalPodAutoscaler": {
   "enabled": "boolean",
   "controlledResources": "list",
   "maxAllowed": "map",
   "minAllowed": "map",
   "updatePolicy": {
    "updateMode": "string"
   },
   "recommenders": "any",
   "controlledValues": "any"
  },
  "config": {
   "global": {
    "resolve_timeout": "string"
   },
   "inhibit_rules": "list",
   "route": {
    "group_by": "list",
    "group_wait": "string",
    "group_interval": "string",
    "repeat_interval": "string",
    "receiver": "string",
    "routes": "list"
   },
   "receivers": "list",
   "templates": "list"
  },
  "stringConfig": "string",
  "tplConfig": "boolean",
  "templateFiles": "map",
  "ingress": {
   "enabled": "boolean",
   "ingressClassName": "string",
   "annotations": "map",
   "labels": "map",
   "hosts": "list",
   "paths": "list",
   "tls": "list",
   "pathType": "any",
   "serviceName": "any",
   "servicePort": "any",
   "extraPaths": "any"
  },
  "route": {
   "main": {
    "enabled": "boolean",
    "apiVersion": "string",
    "kind": "string",
    "annotations": "map",
    "labels": "map",
    "hostnames": "list",
    "parentRefs": "list",
    "httpsRedirect": "boolean",
    "matches": "list",
    "filters": "list",
    "sessionPersistence": "map",
    "additionalRules": "list"
   }
  },
  "secret": {
   "annotations": "map"
  },
  "ingressPerReplica": {
   "enabled": "boolean",
   "ingressClassName": "string",
   "annotations": "map",
   "labels": "map",
   "hostPrefix": "string",
   "hostDomain": "string",
   "paths": "list",
   "tlsSecretName": "string",
   "tlsSecretPerReplica": {
    "enabled": "boolean",
    "prefix": "string"
   },
   "pathType": "any"
  },
  "routePerReplica": {
   "main": {
    "enabled": "boolean",
    "apiVersion": "string",
    "kind": "string",
    "annotations": "map",
    "labels": "map",
    "hostPrefix": "string",
    "hostDomain": "string",
    "parentRefs": "list",
    "httpsRedirect": "boolean",
    "filters": "list",
    "matches": "list",
    "sessionPersistence": "map",
    "additionalRules": "list"
   }
  },
  "service": {
   "enabled": "boolean",
   "annotations": "map",
   "labels": "map",
   "clusterIP": "string",
   "ipDualStack": {
    "enabled": "boolean",
    "ipFamilies": "list",
    "ipFamilyPolicy": "string"
   },
   "port": "number",
   "targetPort": "number",
   "nodePort": "number",
   "additionalPorts": "list",
   "externalIPs": "list",
   "loadBalancerIP": "string",
   "loadBalancerSourceRanges": "list",
   "externalTrafficPolicy": "string",
   "sessionAffinity": "string",
   "sessionAffinityConfig": {
    "clientIP": {
     "timeoutSeconds": "number"
    }
   },
   "type": "string",
   "clusterPort": "any"
  },
  "servicePerReplica": {
   "enabled": "boolean",
   "annotations": "map",
   "port": "number",
   "targetPort": "number",
   "nodePort": "number",
   "loadBalancerSourceRanges": "list",
   "externalTrafficPolicy": "string",
   "type": "string"
  },
  "serviceMonitor": {
   "selfMonitor": "boolean",
   "interval": "string",
   "additionalLabels": "map",
   "sampleLimit": "number",
   "targetLimit": "number",
   "labelLimit": "number",
   "labelNameLengthLimit": "number",
   "labelValueLengthLimit": "number",
   "proxyUrl": "string",
   "scheme": "string",
   "enableHttp2": "boolean",
   "tlsConfig": "map",
   "bearerTokenFile": "any",
   "metricRelabelings": "list",
   "relabelings": "list",
   "additionalEndpoints": "list"
  },
  "alertmanagerSpec": {
   "persistentVolumeClaimRetentionPolicy": "map",
   "podMetadata": "map",
   "serviceName": "any",
   "image": {
    "registry": "string",
    "repository": "string",
    "tag": "string",
    "sha": "string",
    "pullPolicy": "string"
   },
   "useExistingSecret": "boolean",
   "secrets": "list",
   "automountServiceAccountToken": "boolean",
   "configMaps": "list",
   "web": "map",
   "alertmanagerConfigSelector": "map",
   "alertmanagerConfigNamespaceSelector": "map",
   "alertmanagerConfiguration": "map",
   "alertmanagerConfigMatcherStrategy": "map",
   "additionalArgs": "list",
   "logFormat": "string",
   "logLevel": "string",
   "replicas": "number",
   "retention": "string",
   "storage": "map",
   "externalUrl": "any",
   "routePrefix": "string",
   "scheme": "string",
   "tlsConfig": "map",
   "paused": "boolean",
   "nodeSelector": "map",
   "resources": "map",
   "podAntiAffinity": "string",
   "podAntiAffinityTopologyKey": "string",
   "affinity": "map",
   "tolerations": "list",
   "topologySpreadConstraints": "list",
   "securityContext": "map",
   "hostUsers": "any",
   "dnsConfig": "map",
   "dnsPolicy": "string",
   "hostNetwork": "boolean",
   "listenLocal": "boolean",
   "containers": "list",
   "volumes": "list",
   "volumeMounts": "list",
   "initContainers": "list",
   "priorityClassName": "string",
   "additionalPeers": "list",
   "portName": "string",
   "clusterAdvertiseAddress": "boolean",
   "clusterGossipInterval": "string",
   "clusterPeerTimeout": "string",
   "clusterPushpullInterval": "string",
   "clusterLabel": "string",
   "forceEnableClusterMode": "boolean",
   "minReadySeconds": "number",
   "podManagementPolicy": "string",
   "updateStrategy": "map",
   "terminationGracePeriodSeconds": "any",
   "enableServiceLinks": "any",
   "schedulerName": "string",
   "hostAliases": "list",
   "limits": "map",
   "clusterTLS": "map",
   "additionalConfig": "map",
   "additionalConfigString": "string",
   "version": "any",
   "configSecret": "any"
  },
  "extraSecret": {
   "annotations": "map",
   "data": "map",
   "name": "any"
  }
 },
 "grafana": {
  "enabled": "boolean",
  "namespaceOverride": "string",
  "forceDeployDatasources": "boolean",
  "forceDeployDashboards": "boolean",
  "defaultDashboardsEnabled": "boolean",
  "operator": {
   "dashboardsConfigMapRefEnabled": "boolean",
   "annotations": "map",
   "matchLabels": "map",
   "resyncPeriod": "string",
   "folder": "string",
   "folderUID": "any",
   "folderRef": "any"
  },
  "defaultDashboardsTimezone": "string",
  "defaultDashboardsEditable": "boolean",
  "defaultDashboardsInterval": "string",
  "adminUser": "string",
  "admin": {
   "existingSecret": "string",
   "userKey": "string",
   "passwordKey": "string"
  },
  "rbac": {
   "pspEnabled": "boolean",
   "create": "boolean",
   "pspUseAppArmor": "boolean",
   "namespaced": "boolean",
   "namespaces": "list",
   "extraRoleRules": "list",
   "extraClusterRoleRules": "list",
   "useExistingClusterRole": "any",
   "useExistingRole": "any"
  },
  "ingress": {
   "enabled": "boolean",
   "annotations": "map",
   "labels": "map",
   "hosts": "list",
   "path": "string",
   "tls": "list",
   "pathType": "string",
   "extraPaths": "list",
   "ingressClassName": "any"
  },
  "serviceAccount": {
   "create": "boolean",
   "autoMount": "boolean",
   "name": "string",
   "nameTest": "string",
   "labels": "map",
   "automountServiceAccountToken": "boolean",
   "annotations": "any"
  },
  "sidecar": {
   "dashboards": {
    "enabled": "boolean",
    "label": "string",
    "labelValue": "string",
    "searchNamespace": "string",
    "enableNewTablePanelSyntax": "boolean",
    "annotations": "map",
    "multicluster": {
     "global": {
      "enabled": "boolean"
     },
     "etcd": {
      "enabled": "boolean"
     }
    },
    "provider": {
     "allowUiUpdates": "boolean",
     "name": "string",
     "orgid": "number",
     "folder": "string",
     "folderUid": "string",
     "type": "string",
     "disableDelete": "boolean",
     "foldersFromFilesStructure": "boolean",
     "updateIntervalSeconds": "any"
    },
    "env": "map",
    "envValueFrom": "map",
    "SCProvider": "boolean",
    "folder": "string",
    "defaultFolderName": "any",
    "watchMethod": "string",
    "resource": "string",
    "folderAnnotation": "any",
    "resourceName": "string",
    "reloadURL": "string",
    "script": "any",
    "skipReload": "boolean",
    "initDashboards": "boolean",
    "extraMounts": "list",
    "sizeLimit": "string",
    "startupProbe": "any",
    "restartPolicy": "any",
    "ignoreAlreadyProcessed": "any",
    "logLevel": "any",
    "skipTlsVerify": "any",
    "watchServerTimeout": "any",
    "watchClientTimeout": "any",
    "maxTotalRetries": "any",
    "maxConnectRetries": "any",
    "maxReadRetries": "any"
   },
   "datasources": {
    "enabled": "boolean",
    "defaultDatasourceEnabled": "boolean",
    "isDefaultDatasource": "boolean",
    "name": "string",
    "uid": "string",
    "annotations": "map",
    "httpMethod": "string",
    "createPrometheusReplicasDatasources": "boolean",
    "prometheusServiceName": "string",
    "label": "string",
    "labelValue": "string",
    "exemplarTraceIdDestinations": "map",
    "alertmanager": {
     "enabled": "boolean",
     "name": "string",
     "uid": "string",
     "handleGrafanaManagedAlerts": "boolean",
     "implementation": "string",
     "url": "any"
    },
    "defaultDatasourceScrapeInterval": "any",
    "url": "any",
    "extraJsonData": "any",
    "timeout": "any",
    "customQueryParameters": "any",
    "env": "map",
    "envValueFrom": "map",
    "searchNamespace": "any",
    "watchMethod": "string",
    "resource": "string",
    "resourceName": "string",
    "reloadURL": "string",
    "script": "any",
    "skipReload": "boolean",
    "initDatasources": "boolean",
    "extraMounts": "list",
    "sizeLimit": "string",
    "startupProbe": "any",
    "restartPolicy": "any",
    "ignoreAlreadyProcessed": "any",
    "logLevel": "any",
    "skipTlsVerify": "any",
    "watchServerTimeout": "any",
    "watchClientTimeout": "any",
    "maxTotalRetries": "any",
    "maxConnectRetries": "any",
    "maxReadRetries": "any"
   },
   "image": {
    "registry": "string",
    "repository": "string",
    "tag": "string",
    "sha": "string"
   },
   "imagePullPolicy": "string",
   "resources": "map",
   "securityContext": "map",
   "enableUniqueFilenames": "boolean",
   "readinessProbe": "map",
   "livenessProbe": "map",
   "alerts": {
    "enabled": "boolean",
    "env": "map",
    "envValueFrom": "map",
    "label": "string",
    "labelValue": "string",
    "searchNamespace": "any",
    "watchMethod": "string",
    "resource": "string",
    "resourceName": "string",
    "reloadURL": "string",
    "script": "any",
    "skipReload": "boolean",
    "initAlerts": "boolean",
    "extraMounts": "list",
    "sizeLimit": "string",
    "startupProbe": "any",
    "restartPolicy": "any",
    "ignoreAlreadyProcessed": "any",
    "logLevel": "any",
    "skipTlsVerify": "any",
    "watchServerTimeout": "any",
    "watchClientTimeout": "any",
    "maxTotalRetries": "any",
    "maxConnectRetries": "any",
    "maxReadRetries": "any"
   },
   "plugins": {
    "enabled": "boolean",
    "env": "map",
    "label": "string",
    "labelValue": "string",
    "searchNamespace": "any",
    "watchMethod": "string",
    "resource": "string",
    "resourceName": "string",
    "reloadURL": "string",
    "script": "any",
    "skipReload": "boolean",
    "initPlugins": "boolean",
    "extraMounts": "list",
    "sizeLimit": "string",
    "ignoreAlreadyProcessed": "any",
    "logLevel": "any",
    "skipTlsVerify": "any",
    "watchServerTimeout": "any",
    "watchClientTimeout": "any",
    "maxTotalRetries": "any",
    "maxConnectRetries": "any",
    "maxReadRetries": "any"
   },
   "notifiers": {
    "enabled": "boolean",
    "env": "map",
    "label": "string",
    "labelValue": "string",
    "searchNamespace": "any",
    "watchMethod": "string",
    "resource": "string",
    "resourceName": "string",
    "reloadURL": "string",
    "script": "any",
    "skipReload": "boolean",
    "initNotifiers": "boolean",
    "extraMounts": "list",
    "sizeLimit": "string",
    "startupProbe": "any",
    "restartPolicy": "any",
    "ignoreAlreadyProcessed": "any",
    "logLevel": "any",
    "skipTlsVerify": "any",
    "watchServerTimeout": "any",
    "watchClientTimeout": "any",
    "maxTotalRetries": "any",
    "maxConnectRetries": "any",
    "maxReadRetries": "any"
   },
   "logLevel": "any",
   "skipTlsVerify": "any"
  },
  "extraConfigmapMounts": "list",
  "deleteDatasources": "list",
  "additionalDataSources": "list",
  "additionalDataSourcesString": "string",
  "prune": "boolean",
  "service": {
   "portName": "string",
   "ipFamilies": "list",
   "ipFamilyPolicy": "string",
   "enabled": "boolean",
   "type": "string",
   "loadBalancerIP": "string",
   "loadBalancerClass": "string",
   "loadBalancerSourceRanges": "list",
   "port": "number",
   "targetPort": "number",
   "annotations": "map",
   "labels": "map",
   "appProtocol": "string",
   "sessionAffinity": "string",
   "trafficDistribution": "string",
   "clusterIP": "any",
   "externalIPs": "any",
   "externalTrafficPolicy": "any",
   "nodePort": "any"
  },
  "serviceMonitor": {
   "enabled": "boolean",
   "path": "string",
   "labels": "map",
   "scheme": "string",
   "tlsConfig": "map",
   "relabelings": "list",
   "metricRelabelings": "list",
   "basicAuth": "map",
   "targetLabels": "list",
   "namespace": "any",
   "interval": "any",
   "scrapeTimeout": "any"
  },
  "global": {
   "imageRegistry": "any",
   "imagePullSecrets": "list"
  },
  "replicas": "number",
  "headlessService": "boolean",
  "automountServiceAccountToken": "boolean",
  "autoscaling": {
   "enabled": "boolean",
   "minReplicas": "number",
   "maxReplicas": "number",
   "targetCPU": "string",
   "targetMemory": "string",
   "behavior": "map"
  },
  "podDisruptionBudget": "map",
  "deploymentStrategy": "map",
  "progressDeadlineSeconds": "any",
  "startupProbe": "map",
  "readinessProbe": "map",
  "livenessProbe": "map",
  "image": {
   "registry": "string",
   "repository": "string",
   "tag": "string",
   "sha": "string",
   "pullPolicy": "string",
   "pullSecrets": "list"
  },
  "testFramework": {
   "enabled": "boolean",
   "image": {
    "registry": "string",
    "repository": "string",
    "tag": "string"
   },
   "imagePullPolicy": "string",
   "securityContext": "map",
   "containerSecurityContext": "map",
   "resources": "map",
   "hookType": "any"
  },
  "dnsPolicy": "any",
  "dnsConfig": "map",
  "hostUsers": "any",
  "securityContext": "map",
  "containerSecurityContext": "map",
  "createConfigmap": "boolean",
  "extraEmptyDirMounts": "list",
  "shadowBundledPlugins": "boolean",
  "extraLabels": "map",
  "downloadDashboardsImage": {
   "registry": "string",
   "repository": "string",
   "tag": "string",
   "sha": "string",
   "pullPolicy": "string"
  },
  "downloadDashboards": {
   "env": "map",
   "envFromSecret": "string",
   "resources": "map",
   "securityContext": "map",
   "envValueFrom": "map"
  },
  "podPortName": "string",
  "gossipPortName": "string",
  "extraExposePorts": "list",
  "hostAliases": "list",
  "route": {
   "main": {
    "enabled": "boolean",
    "apiVersion": "string",
    "kind": "string",
    "annotations": "map",
    "labels": "map",
    "hostnames": "list",
    "parentRefs": "list",
    "matches": "list",
    "timeouts": "map",
    "sessionPersistence": "map",
    "filters": "list",
    "additionalRules": "list",
    "httpsRedirect": "boolean"
   }
  },
  "listenerSet": {
   "main": {
    "enabled": "boolean",
    "apiVersion": "string",
    "annotations": "map",
    "labels": "map",
    "parentRef": "map",
    "listeners": "list"
   }
  },
  "resources": "map",
  "nodeSelector": "map",
  "tolerations": "list",
  "affinity": "map",
  "topologySpreadConstraints": "list",
  "extraInitContainers": "list",
  "extraContainers": "string",
  "extraContainerVolumes": "list",
  "persistence": {
   "type": "string",
   "enabled": "boolean",
   "volumeName": "string",
   "accessModes": "list",
   "size": "string",
   "finalizers": "list",
   "extraPvcLabels": "map",
   "disableWarning": "boolean",
   "persistentVolumeClaimRetentionPolicy": "map",
   "inMemory": {
    "enabled": "boolean",
    "sizeLimit": "any"
   },
   "lookupVolumeName": "boolean",
   "subPath": "any",
   "existingClaim": "any",
   "annotations": "any",
   "storageClassName": "any",
   "selectorLabels": "any"
  },
  "initChownData": {
   "enabled": "boolean",
   "image": {
    "registry": "string",
    "repository": "string",
    "tag": "string",
    "sha": "string",
    "pullPolicy": "string"
   },
   "resources": "map",
   "securityContext": "map"
  },
  "env": "map",
  "envValueFrom": "map",
  "envFromSecret": "string",
  "envRenderSecret": "map",
  "envFromSecrets": "list",
  "envFromConfigMaps": "list",
  "enableServiceLinks": "boolean",
  "extraSecretMounts": "list",
  "extraVolumeMounts": "list",
  "extraVolumes": "list",
  "lifecycleHooks": "map",
  "plugins": "list",
  "datasources": "map",
  "alerting": "map",
  "notifiers": "map",
  "dashboardProviders": "map",
  "defaultCurlOptions": "string",
  "dashboards": "map",
  "dashboardsConfigMaps": "map",
  "grafana.ini": {
   "paths": {
    "data": "string",
    "logs": "string",
    "plugins": "string",
    "provisioning": "string"
   },
   "analytics": {
    "check_for_updates": "boolean"
   },
   "log": {
    "mode": "string"
   },
   "server": {
    "domain": "string"
   },
   "unified_storage": {
    "index_path": "string"
   }
  },
  "ldap": {
   "enabled": "boolean",
   "existingSecret": "string",
   "config": "string"
  },
  "shareProcessNamespace": "boolean",
  "smtp": {
   "existingSecret": "string",
   "userKey": "string",
   "passwordKey": "string"
  },
  "revisionHistoryLimit": "number",
  "imageRenderer": {
   "deploymentStrategy": "map",
   "progressDeadlineSeconds": "any",
   "enabled": "boolean",
   "replicas": "number",
   "autoscaling": {
    "enabled": "boolean",
    "minReplicas": "number",
    "maxReplicas": "number",
    "targetCPU": "string",
    "targetMemory": "string",
    "behavior": "map"
   },
   "serverURL": "string",
   "renderingCallbackURL": "string",
   "token": "string",
   "existingSecret": "string",
   "image": {
    "registry": "string",
    "repository": "string",
    "tag": "string",
    "sha": "string",
    "pullSecrets": "list",
    "pullPolicy": "string"
   },
   "dnsPolicy": "any",
   "dnsConfig": "map",
   "env": {
    "HTTP_HOST": "string",
    "XDG_CONFIG_HOME": "string",
    "XDG_CACHE_HOME": "string"
   },
   "envValueFrom": "map",
   "serviceAccountName": "string",
   "automountServiceAccountToken": "boolean",
   "hostUsers": "any",
   "securityContext": "map",
   "containerSecurityContext": "map",
   "podAnnotations": "map",
   "hostAliases": "list",
   "priorityClassName": "string",
   "healthcheckPath": "string",
   "service": {
    "enabled": "boolean",
    "portName": "string",
    "port": "number",
    "targetPort": "number",
    "appProtocol": "string",
    "labels": "any",
    "annotations": "any",
    "clusterIP": "any"
   },
   "serviceMonitor": {
    "enabled": "boolean",
    "path": "string",
    "labels": "map",
    "scheme": "string",
    "tlsConfig": "map",
    "relabelings": "list",
    "targetLabels": "list",
    "namespace": "any",
    "interval": "any",
    "scrapeTimeout": "any"
   },
   "grafanaProtocol": "string",
   "grafanaSubPath": "string",
   "podPortName": "string",
   "revisionHistoryLimit": "number",
   "networkPolicy": {
    "limitIngress": "boolean",
    "limitEgress": "boolean",
    "extraIngressSelectors": "list"
   },
   "resources": "map",
   "nodeSelector": "map",
   "tolerations": "list",
   "affinity": "map",
   "extraConfigmapMounts": "list",
   "extraSecretMounts": "list",
   "extraVolumeMounts": "list",
   "extraVolumes": "list",
   "labels": "any",
   "annotations": "any",
   "podLabels": "any",
   "schedulerName": "any",
   "command": "any",
   "appProtocol": "any"
  },
  "networkPolicy": {
   "enabled": "boolean",
   "ingress": "boolean",
   "allowExternal": "boolean",
   "explicitNamespacesSelector": "map",
   "explicitIpBlocks": "list",
   "egress": {
    "enabled": "boolean",
    "blockDNSResolution": "boolean",
    "ports": "list",
    "to": "list"
   }
  },
  "enableKubeBackwardCompatibility": "boolean",
  "useStatefulSet": "boolean",
  "extraObjects": "list",
  "assertNoLeakedSecrets": "boolean",
  "verticalPodAutoscaler": {
   "enabled": "boolean",
   "updateMode": "string",
   "controlledResources": "map",
   "minAllowed": {
    "cpu": "string",
    "memory": "string"
   },
   "maxAllowed": {
    "cpu": "string",
    "memory": "string"
   }
  },
  "adminPassword": "any",
  "nameOverride": "any",
  "fullnameOverride": "any",
  "schedulerName": "any",
  "priorityClassName": "any",
  "command": "any",
  "args": "any",
  "annotations": "any",
  "configMapAnnotations": "any",
  "labels": "any",
  "podLabels": "any",
  "podAnnotations": "any"
 },
 "kubernetesServiceMonitors": {
  "enabled": "boolean"
 },
 "kubeApiServer": {
  "enabled": "boolean",
  "tlsConfig": {
   "serverName": "string",
   "insecureSkipVerify": "boolean"
  },
  "serviceMonitor": {
   "enabled": "boolean",
   "interval": "string",
   "sampleLimit": "number",
   "targetLimit": "number",
   "labelLimit": "number",
   "labelNameLengthLimit": "number",
   "labelValueLengthLimit": "number",
   "proxyUrl": "string",
   "jobLabel": "string",
   "selector": {
    "matchLabels": "map"
   },
   "metricRelabelings": "list",
   "relabelings": "list",
   "additionalLabels": "map",
   "targetLabels": "list"
  },
  "jobNameOverride": "string"
 },
 "kubelet": {
  "enabled": "boolean",
  "namespace": "string",
  "jobNameOverride": "string",
  "serviceMonitor": {
   "enabled": "boolean",
   "kubelet": "boolean",
   "attachMetadata": {
    "node": "boolean"
   },
   "interval": "string",
   "honorLabels": "boolean",
   "honorTimestamps": "boolean",
   "trackTimestampsStaleness": "boolean",
   "sampleLimit": "number",
   "targetLimit": "number",
   "labelLimit": "number",
   "labelNameLengthLimit": "number",
   "labelValueLengthLimit": "number",
   "proxyUrl": "string",
   "https": "boolean",
   "insecureSkipVerify": "boolean",
   "probes": "boolean",
   "resource": "boolean",
   "resourcePath": "string",
   "resourceInterval": "string",
   "cAdvisor": "boolean",
   "cAdvisorInterval": "string",
   "cAdvisorMetricRelabelings": "list",
   "probesMetricRelabelings": "list",
   "cAdvisorRelabelings": "list",
   "probesRelabelings": "list",
   "resourceRelabelings": "list",
   "metricRelabelings": "list",
   "relabelings": "list",
   "additionalLabels": "map",
   "targetLabels": "list",
   "scrapeTimeout": "any",
   "resourceMetricRelabelings": "any"
  }
 },
 "kubeControllerManager": {
  "enabled": "boolean",
  "jobNameOverride": "string",
  "endpoints": "list",
  "service": {
   "enabled": "boolean",
   "port": "any",
   "targetPort": "any",
   "ipDualStack": {
    "enabled": "boolean",
    "ipFamilies": "list",
    "ipFamilyPolicy": "string"
   },
   "selector": "any"
  },
  "serviceMonitor": {
   "enabled": "boolean",
   "interval": "string",
   "sampleLimit": "number",
   "targetLimit": "number",
   "labelLimit": "number",
   "labelNameLengthLimit": "number",
   "labelValueLengthLimit": "number",
   "proxyUrl": "string",
   "port": "string",
   "jobLabel": "string",
   "selector": "map",
   "https": "any",
   "insecureSkipVerify": "any",
   "serverName": "any",
   "metricRelabelings": "list",
   "relabelings": "list",
   "additionalLabels": "map",
   "targetLabels": "list"
  }
 },
 "coreDns": {
  "enabled": "boolean",
  "service": {
   "enabled": "boolean",
   "port": "number",
   "targetPort": "number",
   "ipDualStack": {
    "enabled": "boolean",
    "ipFamilies": "list",
    "ipFamilyPolicy": "string"
   },
   "selector": "any"
  },
  "serviceMonitor": {
   "enabled": "boolean",
   "interval": "string",
   "sampleLimit": "number",
   "targetLimit": "number",
   "labelLimit": "number",
   "labelNameLengthLimit": "number",
   "labelValueLengthLimit": "number",
   "proxyUrl": "string",
   "port": "string",
   "jobLabel": "string",
   "selector": "map",
   "metricRelabelings": "list",
   "relabelings": "list",
   "additionalLabels": "map",
   "targetLabels": "list",
   "bearerTokenFile": "string"
  }
 },
 "kubeDns": {
  "enabled": "boolean",
  "service": {
   "dnsmasq": {
    "port": "number",
    "targetPort": "number"
   },
   "skydns": {
    "port": "number",
    "targetPort": "number"
   },
   "ipDualStack": {
    "enabled": "boolean",
    "ipFamilies": "list",
    "ipFamilyPolicy": "string"
   },
   "selector": "any"
  },
  "serviceMonitor": {
   "interval": "string",
   "sampleLimit": "number",
   "targetLimit": "number",
   "labelLimit": "number",
   "labelNameLengthLimit": "number",
   "labelValueLengthLimit": "number",
   "proxyUrl": "string",
   "jobLabel": "string",
   "selector": "map",
   "metricRelabelings": "list",
   "relabelings": "list",
   "dnsmasqMetricRelabelings": "list",
   "dnsmasqRelabelings": "list",
   "additionalLabels": "map",
   "targetLabels": "list",
   "bearerTokenFile": "string"
  }
 },
 "kubeEtcd": {
  "enabled": "boolean",
  "endpoints": "list",
  "service": {
   "enabled": "boolean",
   "port": "number",
   "targetPort": "number",
   "ipDualStack": {
    "enabled": "boolean",
    "ipFamilies": "list",
    "ipFamilyPolicy": "string"
   },
   "selector": "any"
  },
  "serviceMonitor": {
   "enabled": "boolean",
   "interval": "string",
   "sampleLimit": "number",
   "targetLimit": "number",
   "labelLimit": "number",
   "labelNameLengthLimit": "number",
   "labelValueLengthLimit": "number",
   "proxyUrl": "string",
   "scheme": "string",
   "insecureSkipVerify": "boolean",
   "serverName": "string",
   "caFile": "string",
   "certFile": "string",
   "keyFile": "string",
   "port": "string",
   "jobLabel": "string",
   "selector": "map",
   "metricRelabelings": "list",
   "relabelings": "list",
   "additionalLabels": "map",
   "targetLabels": "list",
   "bearerTokenFile": "string"
  }
 },
 "kubeScheduler": {
  "enabled": "boolean",
  "jobNameOverride": "string",
  "endpoints": "list",
  "service": {
   "enabled": "boolean",
   "port": "any",
   "targetPort": "any",
   "ipDualStack": {
    "enabled": "boolean",
    "ipFamilies": "list",
    "ipFamilyPolicy": "string"
   },
   "selector": "any"
  },
  "serviceMonitor": {
   "enabled": "boolean",
   "interval": "string",
   "sampleLimit": "number",
   "targetLimit": "number",
   "labelLimit": "number",
   "labelNameLengthLimit": "number",
   "labelValueLengthLimit": "number",
   "proxyUrl": "string",
   "https": "any",
   "port": "string",
   "jobLabel": "string",
   "selector": "map",
   "insecureSkipVerify": "any",
   "serverName": "any",
   "metricRelabelings": "list",
   "relabelings": "list",
   "additionalLabels": "map",
   "targetLabels": "list",
   "resource": {
    "enabled": "boolean",
    "interval": "string",
    "metricRelabelings": "list",
    "relabelings": "list"
   },
   "reource": "any"
  }
 },
 "kubeProxy": {
  "enabled": "boolean",
  "jobNameOverride": "string",
  "endpoints": "list",
  "service": {
   "enabled": "boolean",
   "port": "number",
   "targetPort": "number",
   "ipDualStack": {
    "enabled": "boolean",
    "ipFamilies": "list",
    "ipFamilyPolicy": "string"
   },
   "selector": "any"
  },
  "serviceMonitor": {
   "enabled": "boolean",
   "interval": "string",
   "sampleLimit": "number",
   "targetLimit": "number",
   "labelLimit": "number",
   "labelNameLengthLimit": "number",
   "labelValueLengthLimit": "number",
   "proxyUrl": "string",
   "port": "string",
   "jobLabel": "string",
   "selector": "map",
   "https": "boolean",
   "metricRelabelings": "list",
   "relabelings": "list",
   "additionalLabels": "map",
   "targetLabels": "list",
   "bearerTokenFile": "string"
  }
 },
 "kubeStateMetrics": {
  "enabled": "boolean"
 },
 "kube-state-metrics": {
  "releaseLabel": "boolean",
  "prometheusScrape": "boolean",
  "prometheus": {
   "monitor": {
    "enabled": "boolean",
    "http": {
     "honorLabels": "boolean",
     "interval": "string",
     "scrapeTimeout": "string",
     "proxyUrl": "string",
     "enableHttp2": "boolean",
     "metricRelabelings": "list",
     "relabelings": "list",
     "scheme": "string",
     "bearerTokenFile": "string",
     "bearerTokenSecret": "map",
     "tlsConfig": "map"
    },
    "metrics": {
     "honorLabels": "boolean",
     "interval": "string",
     "scrapeTimeout": "string",
     "proxyUrl": "string",
     "enableHttp2": "boolean",
     "metricRelabelings": "list",
     "relabelings": "list",
     "scheme": "string",
     "bearerTokenFile": "string",
     "bearerTokenSecret": "map",
     "tlsConfig": "map"
    },
    "annotations": "map",
    "additionalLabels": "map",
    "namespace": "string",
    "namespaceSelector": "list",
    "jobLabel": "string",
    "targetLabels": "list",
    "podTargetLabels": "list",
    "sampleLimit": "number",
    "targetLimit": "number",
    "labelLimit": "number",
    "labelNameLengthLimit": "number",
    "labelValueLengthLimit": "number",
    "selectorOverride": "map",
    "interval": "any",
    "scrapeTimeout": "any",
    "proxyUrl": "any",
    "enableHttp2": "any",
    "honorLabels": "any",
    "metricRelabelings": "any",
    "relabelings": "any",
    "scheme": "any",
    "tlsConfig": "any",
    "bearerTokenFile": "any",
    "bearerTokenSecret": "any"
   },
   "scrapeconfig": {
    "enabled": "boolean",
    "annotations": "map",
    "additionalLabels": "map",
    "jobName": "string",
    "sampleLimit": "number",
    "targetLimit": "number",
    "labelLimit": "number",
    "labelNameLengthLimit": "number",
    "labelValueLengthLimit": "number",
    "staticConfigLabels": "map",
    "scrapeInterval": "string",
    "scrapeTimeout": "string",
    "proxyUrl": "string",
    "enableHttp2": "boolean",
    "honorLabels": "boolean",
    "metricRelabelings": "list",
    "relabelings": "list",
    "scheme": "string",
    "tlsConfig": "map"
   }
  },
  "image": {
   "registry": "string",
   "repository": "string",
   "tag": "string",
   "sha": "string",
   "pullPolicy": "string"
  },
  "imagePullSecrets": "list",
  "global": {
   "imagePullSecrets": "list",
   "imageRegistry": "string"
  },
  "nameOverride": "string",
  "fullnameOverride": "string",
  "autosharding": {
   "enabled": "boolean"
  },
  "replicas": "number",
  "revisionHistoryLimit": "number",
  "extraArgs": "list",
  "automountServiceAccountToken": "boolean",
  "service": {
   "port": "number",
   "type": "string",
   "ipDualStack": {
    "enabled": "boolean",
    "ipFamilies": "list",
    "ipFamilyPolicy": "string"
   },
   "nodePort": "number",
   "loadBalancerIP": "string",
   "loadBalancerSourceRanges": "list",
   "clusterIP": "string",
   "annotations": "map"
  },
  "customLabels": "map",
  "selectorOverride": "map",
  "hostNetwork": "boolean",
  "hostUsers": "any",
  "rbac": {
   "create": "boolean",
   "customResourceState": {
    "createClusterRoleRules": "boolean"
   },
   "useClusterRole": "boolean",
   "extraRules": "list",
   "clusterRoleSelectors": "list",
   "useExistingRole": "any"
  },
  "authFilter": {
   "enabled": "boolean"
  },
  "kubeRBACProxy": {
   "enabled": "boolean",
   "image": {
    "registry": "string",
    "repository": "string",
    "tag": "string",
    "sha": "string",
    "pullPolicy": "string"
   },
   "ignoreProbePaths": "boolean",
   "extraArgs": "list",
   "containerSecurityContext": "map",
   "port": "number",
   "proxyEndpointsPort": "number",
   "resources": "map",
   "volumeMounts": "list"
  },
  "serviceAccount": {
   "create": "boolean",
   "name": "any",
   "imagePullSecrets": "list",
   "annotations": "map",
   "automountServiceAccountToken": "boolean"
  },
  "env": "list",
  "networkPolicy": {
   "enabled": "boolean",
   "egress": "any",
   "ingress": "any",
   "podSelector": "any"
  },
  "securityContext": "map",
  "containerSecurityContext": "map",
  "nodeSelector": "map",
  "affinity": "map",
  "tolerations": "list",
  "topologySpreadConstraints": "list",
  "annotations": "map",
  "labels": "map",
  "podAnnotations": "map",
  "podLabels": "map",
  "podDisruptionBudget": "map",
  "metricAllowlist": "list",
  "metricDenylist": "list",
  "metricLabelsAllowlist": "list",
  "metricAnnotationsAllowList": "list",
  "collectors": "list",
  "collectorsExclude": "list",
  "collectorsExtra": "list",
  "kubeconfig": {
   "enabled": "boolean",
   "secret": "any"
  },
  "customResourceState": {
   "enabled": "boolean",
   "create": "boolean",
   "name": "string",
   "key": "string",
   "config": "map"
  },
  "releaseNamespace": "boolean",
  "namespaces": "string",
  "namespacesDenylist": "string",
  "namespaceOverride": "string",
  "resources": "map",
  "selfMonitor": {
   "enabled": "boolean",
   "telemetryPort": "any",
   "telemetryHost": "any",
   "telemetryNodePort": "any"
  },
  "verticalPodAutoscaler": {
   "enabled": "boolean",
   "controlledResources": "list",
   "maxAllowed": "map",
   "minAllowed": "map",
   "recommenders": "any",
   "controlledValues": "any",
   "updatePolicy": "any"
  },
  "volumeMounts": "list",
  "volumes": "list",
  "extraManifests": "list",
  "containers": "list",
  "initContainers": "list",
  "dnsPolicy": "string",
  "dnsConfig": "map",
  "startupProbe": "map",
  "livenessProbe": "map",
  "readinessProbe": "map",
  "updateStrategy": "any",
  "priorityClassName": "any"
 },
 "nodeExporter": {
  "enabled": "boolean",
  "operatingSystems": {
   "linux": {
    "enabled": "boolean"
   },
   "aix": {
    "enabled": "boolean"
   },
   "darwin": {
    "enabled": "boolean"
   }
  },
  "forceDeployDashboards": "boolean"
 },
 "prometheus-node-exporter": {
  "namespaceOverride": "string",
  "podLabels": "map",
  "releaseLabel": "boolean",
  "extraArgs": "list",
  "service": {
   "portName": "string",
   "ipDualStack": {
    "enabled": "boolean",
    "ipFamilies": "list",
    "ipFamilyPolicy": "string"
   },
   "labels": "map",
   "enabled": "boolean",
   "type": "string",
   "clusterIP": "string",
   "port": "number",
   "servicePort": "string",
   "targetPort": "number",
   "nodePort": "any",
   "listenOnAllInterfaces": "boolean",
   "annotations": "map",
   "externalTrafficPolicy": "string",
   "internalTrafficPolicy": "string"
  },
  "image": {
   "distroless": "boolean",
   "registry": "string",
   "repository": "string",
   "tag": "string",
   "pullPolicy": "string",
   "digest": "string",
   "sha": "any"
  },
  "prometheus": {
   "monitor": {
    "enabled": "boolean",
    "jobLabel": "string",
    "interval": "string",
    "sampleLimit": "number",
    "targetLimit": "number",
    "labelLimit": "number",
    "labelNameLengthLimit": "number",
    "labelValueLengthLimit": "number",
    "scrapeTimeout": "string",
    "proxyUrl": "string",
    "metricRelabelings": "list",
    "relabelings": "list",
    "additionalLabels": "map",
    "namespace": "string",
    "podTargetLabels": "list",
    "targetLabels": "list",
    "scheme": "string",
    "basicAuth": "map",
    "bearerTokenFile": "any",
    "tlsConfig": "map",
    "selectorOverride": "map",
    "attachMetadata": {
     "node": "boolean"
    },
    "apiVersion": "string"
   },
   "podMonitor": {
    "enabled": "boolean",
    "jobLabel": "string",
    "namespace": "string",
    "additionalLabels": "map",
    "podTargetLabels": "list",
    "apiVersion": "string",
    "selectorOverride": "map",
    "attachMetadata": {
     "node": "boolean"
    },
    "scheme": "string",
    "path": "string",
    "basicAuth": "map",
    "bearerTokenSecret": "map",
    "tlsConfig": "map",
    "authorization": "map",
    "oauth2": "map",
    "proxyUrl": "string",
    "interval": "string",
    "scrapeTimeout": "string",
    "honorTimestamps": "boolean",
    "honorLabels": "boolean",
    "enableHttp2": "string",
    "filterRunning": "string",
    "followRedirects": "string",
    "params": "map",
    "relabelings": "list",
    "metricRelabelings": "list",
    "sampleLimit": "number",
    "targetLimit": "number",
    "labelLimit": "number",
    "labelNameLengthLimit": "number",
    "labelValueLengthLimit": "number"
   }
  },
  "rbac": {
   "pspEnabled": "boolean",
   "create": "boolean",
   "useExistingRole": "any"
  },
  "imagePullSecrets": "list",
  "nameOverride": "string",
  "fullnameOverride": "string",
  "revisionHistoryLimit": "number",
  "global": {
   "imagePullSecrets": "list",
   "imageRegistry": "string"
  },
  "kubeRBACProxy": {
   "enabled": "boolean",
   "env": "map",
   "image": {
    "registry": "string",
    "repository": "string",
    "tag": "string",
    "sha": "string",
    "pullPolicy": "string"
   },
   "extraArgs": "list",
   "containerSecurityContext": "map",
   "port": "number",
   "portName": "string",
   "enableHostPort": "boolean",
   "proxyEndpointsPort": "number",
   "enableProxyEndpointsHostPort": "boolean",
   "resources": "map",
   "extraVolumeMounts": "list",
   "tls": {
    "enabled": "boolean",
    "tlsClientAuth": "boolean"
   }
  },
  "tlsSecret": {
   "enabled": "boolean",
   "caItem": "string",
   "certItem": "string",
   "keyItem": "string",
   "secretName": "string",
   "volumeName": "string"
  },
  "networkPolicy": {
   "enabled": "boolean",
   "ingress": "any"
  },
  "env": "map",
  "updateStrategy": "map",
  "resources": "map",
  "restartPolicy": "any",
  "serviceAccount": {
   "create": "boolean",
   "name": "any",
   "annotations": "map",
   "imagePullSecrets": "list",
   "automountServiceAccountToken": "boolean"
  },
  "securityContext": "map",
  "containerSecurityContext": "map",
  "endpoints": "list",
  "hostNetwork": "boolean",
  "hostUsers": "any",
  "hostPID": "boolean",
  "hostIPC": "boolean",
  "hostRootFsMount": {
   "enabled": "boolean",
   "mountPropagation": "string"
  },
  "hostProcFsMount": {
   "mountPropagation": "string"
  },
  "hostSysFsMount": {
   "mountPropagation": "string"
  },
  "affinity": "map",
  "podAnnotations": "map",
  "commonLabels": "map",
  "daemonsetAnnotations": "map",
  "dnsPolicy": "string",
  "dnsConfig": "map",
  "nodeSelector": "map",
  "terminationGracePeriodSeconds": "any",
  "tolerations": "list",
  "terminationMessageParams": {
   "enabled": "boolean",
   "terminationMessagePath": "string",
   "terminationMessagePolicy": "string"
  },
  "extraHostVolumeMounts": "list",
  "configmaps": "list",
  "secrets": "list",
  "sidecars": "list",
  "sidecarVolumeMount": "list",
  "sidecarHostVolumeMounts": "list",
  "extraInitContainers": "list",
  "permissionInitContainer": {
   "image": {
    "registry": "string",
    "repository": "string",
    "tag": "string",
    "sha": "string",
    "pullPolicy": "string"
   },
   "securityContext": "map",
   "fixes": {
    "rapl": "boolean",
    "slabinfo": "boolean"
   },
   "extraCommands": "list"
  },
  "livenessProbe": "map",
  "readinessProbe": "map",
  "verticalPodAutoscaler": {
   "enabled": "boolean",
   "controlledResources": "list",
   "maxAllowed": "map",
   "minAllowed": "map",
   "recommenders": "any",
   "controlledValues": "any",
   "updatePolicy": "any"
  },
  "extraManifests": "list",
  "extraVolumes": "list",
  "extraVolumeMounts": "list",
  "version": "string",
  "priorityClassName": "any"
 },
 "prometheusOperator": {
  "enabled": "boolean",
  "fullnameOverride": "string",
  "revisionHistoryLimit": "number",
  "strategy": "map",
  "tls": {
   "enabled": "boolean",
   "tlsMinVersion": "string",
   "internalPort": "number"
  },
  "livenessProbe": "map",
  "readinessProbe": "map",
  "admissionWebhooks": {
   "failurePolicy": "string",
   "timeoutSeconds": "number",
   "enabled": "boolean",
   "caBundle": "string",
   "annotations": "map",
   "namespaceSelector": "map",
   "objectSelector": "map",
   "matchConditions": "map",
   "mutatingWebhookConfiguration": {
    "annotations": "map"
   },
   "validatingWebhookConfiguration": {
    "annotations": "map"
   },
   "deployment": {
    "enabled": "boolean",
    "replicas": "number",
    "strategy": "map",
    "podDisruptionBudget": {
     "enabled": "boolean",
     "minAvailable": "number",
     "unhealthyPodEvictionPolicy": "string"
    },
    "revisionHistoryLimit": "number",
    "tls": {
     "enabled": "boolean",
     "tlsMinVersion": "string",
     "internalPort": "number"
    },
    "serviceAccount": {
     "annotations": "map",
     "automountServiceAccountToken": "boolean",
     "create": "boolean",
     "name": "string"
    },
    "service": {
     "annotations": "map",
     "labels": "map",
     "clusterIP": "string",
     "ipDualStack": {
      "enabled": "boolean",
      "ipFamilies": "list",
      "ipFamilyPolicy": "string"
     },
     "nodePort": "number",
     "nodePortTls": "number",
     "additionalPorts": "list",
     "loadBalancerIP": "string",
     "loadBalancerSourceRanges": "list",
     "externalTrafficPolicy": "string",
     "type": "string",
     "externalIPs": "list"
    },
    "labels": "map",
    "annotations": "map",
    "podLabels": "map",
    "podAnnotations": "map",
    "image": {
     "registry": "string",
     "repository": "string",
     "tag": "string",
     "sha": "string",
     "pullPolicy": "string"
    },
    "promqlOptions": "list",
    "livenessProbe": "map",
    "readinessProbe": "map",
    "resources": "map",
    "hostNetwork": "boolean",
    "nodeSelector": "map",
    "tolerations": "list",
    "affinity": "map",
    "dnsConfig": "map",
    "securityContext": "map",
    "containerSecurityContext": "map",
    "automountServiceAccountToken": "boolean",
    "priorityClassName": "any",
    "logFormat": "any",
    "logLevel": "any"
   },
   "patch": {
    "enabled": "boolean",
    "image": {
     "registry": "string",
     "repository": "string",
     "tag": "string",
     "sha": "string",
     "pullPolicy": "string"
    },
    "resources": "map",
    "priorityClassName": "string",
    "ttlSecondsAfterFinished": "number",
    "annotations": "map",
    "podAnnotations": "map",
    "nodeSelector": "map",
    "affinity": "map",
    "tolerations": "list",
    "securityContext": "map",
    "serviceAccount": {
     "create": "boolean",
     "annotations": "map",
     "automountServiceAccountToken": "boolean"
    }
   },
   "createSecretJob": {
    "securityContext": "map"
   },
   "patchWebhookJob": {
    "securityContext": "map"
   },
   "certManager": {
    "enabled": "boolean",
    "rootCert": {
     "duration": "string",
     "revisionHistoryLimit": "any"
    },
    "admissionCert": {
     "duration": "string",
     "revisionHistoryLimit": "any"
    },
    "issuerRef": "any"
   }
  },
  "namespaces": "map",
  "denyNamespaces": "list",
  "alertmanagerInstanceNamespaces": "list",
  "alertmanagerConfigNamespaces": "list",
  "prometheusInstanceNamespaces": "list",
  "thanosRulerInstanceNamespaces": "list",
  "networkPolicy": {
   "enabled": "boolean",
   "flavor": "string",
   "matchLabels": "any",
   "cilium": "any"
  },
  "serviceAccount": {
   "create": "boolean",
   "name": "string",
   "automountServiceAccountToken": "boolean",
   "annotations": "map"
  },
  "terminationGracePeriodSeconds": "number",
  "lifecycle": "map",
  "service": {
   "annotations": "map",
   "labels": "map",
   "clusterIP": "string",
   "ipDualStack": {
    "enabled": "boolean",
    "ipFamilies": "list",
    "ipFamilyPolicy": "string"
   },
   "nodePort": "number",
   "nodePortTls": "number",
   "additionalPorts": "list",
   "loadBalancerIP": "string",
   "loadBalancerSourceRanges": "list",
   "externalTrafficPolicy": "string",
   "type": "string",
   "externalIPs": "list"
  },
  "labels": "map",
  "annotations": "map",
  "podLabels": "map",
  "podAnnotations": "map",
  "podDisruptionBudget": {
   "enabled": "boolean",
   "minAvailable": "number",
   "unhealthyPodEvictionPolicy": "string"
  },
  "kubeletService": {
   "enabled": "boolean",
   "namespace": "string",
   "selector": "string",
   "name": "string"
  },
  "kubeletEndpointsEnabled": "boolean",
  "kubeletEndpointSliceEnabled": "boolean",
  "extraArgs": "list",
  "serviceMonitor": {
   "selfMonitor": "boolean",
   "additionalLabels": "map",
   "interval": "string",
   "sampleLimit": "number",
   "targetLimit": "number",
   "labelLimit": "number",
   "labelNameLengthLimit": "number",
   "labelValueLengthLimit": "number",
   "scrapeTimeout": "string",
   "metricRelabelings": "list",
   "relabelings": "list"
  },
  "resources": "map",
  "env": {
   "GOGC": "string"
  },
  "hostNetwork": "boolean",
  "nodeSelector": "map",
  "tolerations": "list",
  "affinity": "map",
  "dnsConfig": "map",
  "securityContext": "map",
  "hostUsers": "any",
  "containerSecurityContext": "map",
  "verticalPodAutoscaler": {
   "enabled": "boolean",
   "controlledResources": "list",
   "maxAllowed": "map",
   "minAllowed": "map",
   "updatePolicy": {
    "updateMode": "string"
   },
   "recommenders": "any",
   "controlledValues": "any"
  },
  "image": {
   "registry": "string",
   "repository": "string",
   "tag": "string",
   "sha": "string",
   "pullPolicy": "string"
  },
  "prometheusConfigReloader": {
   "image": {
    "registry": "string",
    "repository": "string",
    "tag": "string",
    "sha": "string"
   },
   "enableProbe": "boolean",
   "resources": "map"
  },
  "thanosImage": {
   "registry": "string",
   "repository": "string",
   "tag": "string",
   "sha": "string"
  },
  "prometheusInstanceSelector": "string",
  "alertmanagerInstanceSelector": "string",
  "thanosRulerInstanceSelector": "string",
  "secretFieldSelector": "string",
  "featureGates": "map",
  "automountServiceAccountToken": "boolean",
  "extraVolumes": "list",
  "extraVolumeMounts": "list",
  "priorityClassName": "any",
  "logFormat": "any",
  "logLevel": "any",
  "prometheusDefaultBaseImage": "any",
  "prometheusDefaultBaseImageRegistry": "any",
  "alertmanagerDefaultBaseImage": "any",
  "alertmanagerDefaultBaseImageRegistry": "any",
  "clusterDomain": "any"
 },
 "prometheus": {
  "enabled": "boolean",
  "agentMode": "boolean",
  "annotations": "map",
  "additionalLabels": "map",
  "networkPolicy": {
   "enabled": "boolean",
   "flavor": "string",
   "namespace": "any",
   "cilium": "any",
   "egress": "any",
   "ingress": "any",
   "podSelector": "any"
  },
  "serviceAccount": {
   "create": "boolean",
   "name": "string",
   "annotations": "map",
   "automountServiceAccountToken": "boolean"
  },
  "thanosService": {
   "enabled": "boolean",
   "annotations": "map",
   "labels": "map",
   "externalTrafficPolicy": "string",
   "type": "string",
   "ipDualStack": {
    "enabled": "boolean",
    "ipFamilies": "list",
    "ipFamilyPolicy": "string"
   },
   "portName": "string",
   "port": "number",
   "targetPort": "string",
   "httpPortName": "string",
   "httpPort": "number",
   "targetHttpPort": "string",
   "clusterIP": "string",
   "nodePort": "number",
   "httpNodePort": "number"
  },
  "thanosServiceMonitor": {
   "enabled": "boolean",
   "interval": "string",
   "additionalLabels": "map",
   "scheme": "string",
   "tlsConfig": "map",
   "bearerTokenFile": "any",
   "metricRelabelings": "list",
   "relabelings": "list"
  },
  "thanosServiceExternal": {
   "enabled": "boolean",
   "annotations": "map",
   "labels": "map",
   "loadBalancerIP": "string",
   "loadBalancerSourceRanges": "list",
   "portName": "string",
   "port": "number",
   "targetPort": "string",
   "httpPortName": "string",
   "httpPort": "number",
   "targetHttpPort": "string",
   "externalTrafficPolicy": "string",
   "type": "string",
   "nodePort": "number",
   "httpNodePort": "number"
  },
  "service": {
   "enabled": "boolean",
   "annotations": "map",
   "labels": "map",
   "clusterIP": "string",
   "ipDualStack": {
    "enabled": "boolean",
    "ipFamilies": "list",
    "ipFamilyPolicy": "string"
   },
   "port": "number",
   "targetPort": "number",
   "reloaderWebPort": "number",
   "reloaderWebNodePort": "any",
   "externalIPs": "list",
   "nodePort": "number",
   "loadBalancerIP": "string",
   "loadBalancerSourceRanges": "list",
   "externalTrafficPolicy": "string",
   "type": "string",
   "additionalPorts": "list",
   "publishNotReadyAddresses": "boolean",
   "sessionAffinity": "string",
   "sessionAffinityConfig": {
    "clientIP": {
     "timeoutSeconds": "number"
    }
   }
  },
  "servicePerReplica": {
   "enabled": "boolean",
   "annotations": "map",
   "port": "number",
   "targetPort": "number",
   "nodePort": "number",
   "loadBalancerSourceRanges": "list",
   "externalTrafficPolicy": "string",
   "type": "string",
   "ipDualStack": {
    "enabled": "boolean",
    "ipFamilies": "list",
    "ipFamilyPolicy": "string"
   }
  },
  "podDisruptionBudget": {
   "enabled": "boolean",
   "minAvailable": "number",
   "unhealthyPodEvictionPolicy": "string"
  },
  "verticalPodAutoscaler": {
   "enabled": "boolean",
   "controlledResources": "list",
   "maxAllowed": "map",
   "minAllowed": "map",
   "updatePolicy": {
    "updateMode": "string"
   },
   "recommenders": "any",
   "controlledValues": "any"
  },
  "thanosIngress": {
   "enabled": "boolean",
   "ingressClassName": "string",
   "annotations": "map",
   "labels": "map",
   "servicePort": "number",
   "nodePort": "number",
   "hosts": "list",
   "paths": "list",
   "tls": "list",
   "pathType": "any"
  },
  "extraSecret": {
   "annotations": "map",
   "data": "map",
   "name": "any"
  },
  "ingress": {
   "enabled": "boolean",
   "ingressClassName": "string",
   "annotations": "map",
   "labels": "map",
   "hosts": "list",
   "paths": "list",
   "tls": "list",
   "pathType": "any",
   "servicePort": "any",
   "extraPaths": "any"
  },
  "route": {
   "main": {
    "enabled": "boolean",
    "apiVersion": "string",
    "kind": "string",
    "annotations": "map",
    "labels": "map",
    "hostnames": "list",
    "parentRefs": "list",
    "httpsRedirect": "boolean",
    "matches": "list",
    "filters": "list",
    "sessionPersistence": "map",
    "additionalRules": "list"
   }
  },
  "ingressPerReplica": {
   "enabled": "boolean",
   "ingressClassName": "string",
   "annotations": "map",
   "labels": "map",
   "hostPrefix": "string",
   "hostDomain": "string",
   "paths": "list",
   "tlsSecretName": "string",
   "tlsSecretPerReplica": {
    "enabled": "boolean",
    "prefix": "string"
   },
   "pathType": "any"
  },
  "routePerReplica": {
   "main": {
    "enabled": "boolean",
    "apiVersion": "string",
    "kind": "string",
    "annotations": "map",
    "labels": "map",
    "hostPrefix": "string",
    "hostDomain": "string",
    "parentRefs": "list",
    "httpsRedirect": "boolean",
    "filters": "list",
    "matches": "list",
    "sessionPersistence": "map",
    "additionalRules": "list"
   }
  },
  "serviceMonitor": {
   "selfMonitor": "boolean",
   "interval": "string",
   "additionalLabels": "map",
   "sampleLimit": "number",
   "targetLimit": "number",
   "labelLimit": "number",
   "labelNameLengthLimit": "number",
   "labelValueLengthLimit": "number",
   "scheme": "string",
   "tlsConfig": "map",
   "bearerTokenFile": "any",
   "metricRelabelings": "list",
   "relabelings": "list",
   "additionalEndpoints": "list",
   "proxyUrl": "any"
  },
  "prometheusSpec": {
   "persistentVolumeClaimRetentionPolicy": "map",
   "disableCompaction": "boolean",
   "automountServiceAccountToken": "boolean",
   "apiserverConfig": "map",
   "additionalArgs": "list",
   "convertClassicHistogramsToNHCB": "boolean",
   "scrapeClassicHistograms": "boolean",
   "scrapeNativeHistograms": "boolean",
   "scrapeFailureLogFile": "string",
   "scrapeInterval": "string",
   "scrapeTimeout": "string",
   "scrapeClasses": "list",
   "podTargetLabels": "list",
   "evaluationInterval": "string",
   "listenLocal": "boolean",
   "enableOTLPReceiver": "boolean",
   "enableAdminAPI": "boolean",
   "version": "string",
   "web": "map",
   "exemplars": "map",
   "enableFeatures": "list",
   "otlp": "map",
   "serviceName": "any",
   "image": {
    "registry": "string",
    "repository": "string",
    "tag": "string",
    "sha": "string",
    "pullPolicy": "string"
   },
   "tolerations": "list",
   "topologySpreadConstraints": "list",
   "disableAlerting": "boolean",
   "alertingEndpoints": "list",
   "externalLabels": "map",
   "enableRemoteWriteReceiver": "boolean",
   "replicaExternalLabelName": "string",
   "replicaExternalLabelNameClear": "boolean",
   "prometheusExternalLabelName": "string",
   "prometheusExternalLabelNameClear": "boolean",
   "externalUrl": "string",
   "nodeSelector": "map",
   "secrets": "list",
   "configMaps": "list",
   "query": "map",
   "ruleNamespaceSelector": "map",
   "ruleSelectorNilUsesHelmValues": "boolean",
   "ruleSelector": "map",
   "serviceMonitorSelectorNilUsesHelmValues": "boolean",
   "serviceMonitorSelector": "map",
   "serviceMonitorNamespaceSelector": "map",
   "podMonitorSelectorNilUsesHelmValues": "boolean",
   "podMonitorSelector": "map",
   "podMonitorNamespaceSelector": "map",
   "probeSelectorNilUsesHelmValues": "boolean",
   "probeSelector": "map",
   "probeNamespaceSelector": "map",
   "scrapeConfigSelectorNilUsesHelmValues": "boolean",
   "scrapeConfigSelector": "map",
   "scrapeConfigNamespaceSelector": "map",
   "retention": "string",
   "retentionSize": "string",
   "tsdb": {
    "outOfOrderTimeWindow": "string"
   },
   "walCompression": "boolean",
   "paused": "boolean",
   "replicas": "number",
   "shards": "number",
   "logLevel": "string",
   "logFormat": "string",
   "routePrefix": "string",
   "podMetadata": "map",
   "podAntiAffinity": "string",
   "podAntiAffinityTopologyKey": "string",
   "affinity": "map",
   "remoteRead": "list",
   "additionalRemoteRead": "list",
   "remoteWrite": "list",
   "additionalRemoteWrite": "list",
   "remoteWriteDashboards": "boolean",
   "resources": "map",
   "storageSpec": "map",
   "volumes": "list",
   "volumeMounts": "list",
   "additionalScrapeConfigs": "list",
   "additionalScrapeConfigsSecret": "map",
   "additionalPrometheusSecretsAnnotations": "map",
   "additionalAlertManagerConfigs": "list",
   "additionalAlertManagerConfigsSecret": "map",
   "additionalAlertRelabelConfigs": "list",
   "additionalAlertRelabelConfigsSecret": "map",
   "securityContext": "map",
   "dnsConfig": "map",
   "dnsPolicy": "string",
   "priorityClassName": "string",
   "thanos": "map",
   "containers": "list",
   "initContainers": "list",
   "portName": "string",
   "arbitraryFSAccessThroughSMs": "boolean",
   "overrideHonorLabels": "boolean",
   "overrideHonorTimestamps": "boolean",
   "ignoreNamespaceSelectors": "boolean",
   "enforcedNamespaceLabel": "string",
   "prometheusRulesExcludedFromEnforce": "list",
   "excludedFromEnforcement": "list",
   "queryLogFile": "boolean",
   "sampleLimit": "boolean",
   "targetLimit": "number",
   "labelLimit": "number",
   "labelNameLengthLimit": "number",
   "labelValueLengthLimit": "number",
   "keepDroppedTargets": "number",
   "bodySizeLimit": "string",
   "enforcedBodySizeLimit": "string",
   "enforcedKeepDroppedTargets": "number",
   "enforcedSampleLimit": "boolean",
   "enforcedTargetLimit": "boolean",
   "enforcedLabelLimit": "boolean",
   "enforcedLabelNameLengthLimit": "boolean",
   "enforcedLabelValueLengthLimit": "boolean",
   "allowOverlappingBlocks": "boolean",
   "nameValidationScheme": "string",
   "minReadySeconds": "number",
   "terminationGracePeriodSeconds": "any",
   "hostNetwork": "boolean",
   "hostUsers": "any",
   "hostAliases": "list",
   "tracingConfig": "map",
   "serviceDiscoveryRole": "string",
   "enableServiceLinks": "any",
   "schedulerName": "string",
   "nameEscapingScheme": "string",
   "reloadStrategy": "string",
   "ruleQueryOffset": "string",
   "runtime": "map",
   "shardingStrategy": "map",
   "shardRetentionPolicy": "map",
   "remoteWriteReceiverMessageVersions": "list",
   "podManagementPolicy": "string",
   "updateStrategy": "map",
   "additionalConfig": "map",
   "additionalConfigString": "string",
   "maximumStartupDurationSeconds": "number",
   "scrapeProtocols": "list"
  },
  "additionalRulesForClusterRole": "list",
  "additionalServiceMonitors": "list",
  "additionalPodMonitors": "list"
 },
 "thanosRuler": {
  "enabled": "boolean",
  "annotations": "map",
  "serviceAccount": {
   "create": "boolean",
   "name": "string",
   "annotations": "map"
  },
  "podDisruptionBudget": {
   "enabled": "boolean",
   "minAvailable": "number",
   "unhealthyPodEvictionPolicy": "string"
  },
  "ingress": {
   "enabled": "boolean",
   "ingressClassName": "string",
   "annotations": "map",
   "labels": "map",
   "hosts": "list",
   "paths": "list",
   "tls": "list",
   "pathType": "any"
  },
  "route": {
   "main": {
    "enabled": "boolean",
    "apiVersion": "string",
    "kind": "string",
    "annotations": "map",
    "labels": "map",
    "hostnames": "list",
    "parentRefs": "list",
    "httpsRedirect": "boolean",
    "matches": "list",
    "filters": "list",
    "sessionPersistence": "map",
    "additionalRules": "list"
   }
  },
  "service": {
   "enabled": "boolean",
   "annotations": "map",
   "labels": "map",
   "clusterIP": "string",
   "ipDualStack": {
    "enabled": "boolean",
    "ipFamilies": "list",
    "ipFamilyPolicy": "string"
   },
   "port": "number",
   "targetPort": "number",
   "nodePort": "number",
   "additionalPorts": "list",
   "externalIPs": "list",
   "loadBalancerIP": "string",
   "loadBalancerSourceRanges": "list",
   "externalTrafficPolicy": "string",
   "type": "string"
  },
  "serviceMonitor": {
   "selfMonitor": "boolean",
   "interval": "string",
   "additionalLabels": "map",
   "sampleLimit": "number",
   "targetLimit": "number",
   "labelLimit": "number",
   "labelNameLengthLimit": "number",
   "labelValueLengthLimit": "number",
   "proxyUrl": "string",
   "scheme": "string",
   "tlsConfig": "map",
   "bearerTokenFile": "any",
   "metricRelabelings": "list",
   "relabelings": "list",
   "additionalEndpoints": "list"
  },
  "thanosRulerSpec": {
   "podMetadata": "map",
   "serviceName": "any",
   "image": {
    "registry": "string",
    "repository": "string",
    "tag": "string",
    "sha": "string"
   },
   "ruleNamespaceSelector": "map",
   "ruleSelectorNilUsesHelmValues": "boolean",
   "ruleSelector": "map",
   "logFormat": "string",
   "logLevel": "string",
   "replicas": "number",
   "retention": "string",
   "evaluationInterval": "string",
   "storage": "map",
   "alertmanagersConfig": {
    "existingSecret": "map",
    "secret": "map"
   },
   "externalPrefix": "any",
   "externalPrefixNilUsesHelmValues": "boolean",
   "routePrefix": "string",
   "objectStorageConfig": {
    "existingSecret": "map",
    "secret": "map"
   },
   "alertDropLabels": "list",
   "queryEndpoints": "list",
   "queryConfig": {
    "existingSecret": "map",
    "secret": "map"
   },
   "labels": "map",
   "paused": "boolean",
   "additionalArgs": "list",
   "nodeSelector": "map",
   "resources": "map",
   "podAntiAffinity": "string",
   "podAntiAffinityTopologyKey": "string",
   "affinity": "map",
   "tolerations": "list",
   "topologySpreadConstraints": "list",
   "securityContext": "map",
   "hostUsers": "any",
   "listenLocal": "boolean",
   "containers": "list",
   "extraEnv": "list",
   "volumes": "list",
   "volumeMounts": "list",
   "initContainers": "list",
   "priorityClassName": "string",
   "portName": "string",
   "terminationGracePeriodSeconds": "any",
   "web": "map",
   "podManagementPolicy": "string",
   "updateStrategy": "map",
   "version": "string",
   "imagePullPolicy": "string",
   "enableFeatures": "list",
   "enableServiceLinks": "any",
   "minReadySeconds": "any",
   "dnsConfig": "map",
   "dnsPolicy": "string",
   "hostAliases": "list",
   "remoteWrite": "list",
   "tracingConfig": {
    "existingSecret": "map",
    "secret": "map"
   },
   "tracingConfigFile": "string",
   "alertRelabelConfigs": {
    "existingSecret": "map",
    "secret": "map"
   },
   "alertRelabelConfigFile": "string",
   "grpcServerTlsConfig": "map",
   "objectStorageConfigFile": "string",
   "ruleConcurrentEval": "any",
   "ruleOutageTolerance": "string",
   "ruleGracePeriod": "string",
   "ruleQueryOffset": "string",
   "resendDelay": "string",
   "enforcedNamespaceLabel": "string",
   "excludedFromEnforcement": "list",
   "additionalConfig": "map",
   "additionalConfigString": "string",
   "alertQueryUrl": "any",
   "alertmanagersUrl": "any"
  },
  "extraSecret": {
   "annotations": "map",
   "data": "map",
   "name": "any"
  },
  "name": "any"
 },
 "cleanPrometheusOperatorObjectNames": "boolean",
 "extraManifests": "any",
 "additionalPrometheusRules": "any"
} as const;
