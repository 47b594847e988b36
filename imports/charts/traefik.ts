// What a chart says of its values. Written by `npm run record:charts`; not to be edited.
export const chart = "traefik";
export const version = "41.3.0";
export const values = {
 "image": {
  "registry": "string",
  "repository": "string",
  "tag": "string",
  "digest": "string",
  "pullPolicy": "string"
 },
 "commonLabels": "map",
 "deployment": {
  "enabled": "boolean",
  "kind": "string",
  "replicas": "number",
  "revisionHistoryLimit": "number",
  "terminationGracePeriodSeconds": "number",
  "minReadySeconds": "number",
  "healthchecksPort": [
   "number",
   "string"
  ],
  "healthchecksHost": "string",
  "healthchecksScheme": "string",
  "readinessPath": "string",
  "livenessPath": "string",
  "annotations": "map",
  "labels": "map",
  "podAnnotations": "map",
  "podLabels": "map",
  "additionalContainers": "list",
  "additionalVolumes": "list",
  "initContainers": "list",
  "shareProcessNamespace": "boolean",
  "hostUsers": "boolean",
  "dnsPolicy": "string",
  "dnsConfig": "map",
  "hostAliases": "list",
  "imagePullSecrets": "list",
  "lifecycle": "map",
  "runtimeClassName": "string",
  "goMemLimitPercentage": "number",
  "tmpVolume": {
   "emptyDir": "map"
  }
 },
 "podDisruptionBudget": {
  "enabled": "boolean",
  "maxUnavailable": [
   "number",
   "string"
  ],
  "minAvailable": [
   "number",
   "string"
  ]
 },
 "ingressClass": {
  "enabled": "boolean",
  "isDefaultClass": "boolean",
  "name": "string"
 },
 "core": {
  "defaultRuleSyntax": "string",
  "strictTLSOptions": "boolean"
 },
 "experimental": {
  "abortOnPluginFailure": "boolean",
  "fastProxy": {
   "enabled": "boolean",
   "debug": "boolean"
  },
  "kubernetesGateway": {
   "enabled": "boolean"
  },
  "plugins": "map",
  "localPlugins": "map",
  "otlpLogs": "boolean",
  "knative": "boolean"
 },
 "gateway": {
  "enabled": "boolean",
  "name": "string",
  "namespace": "string",
  "annotations": "map",
  "infrastructure": "map",
  "defaultScope": "string",
  "listeners": {
   "web": {
    "port": "number",
    "hostname": "string",
    "protocol": "string",
    "namespacePolicy": "map"
   }
  }
 },
 "gatewayClass": {
  "enabled": "boolean",
  "name": "string",
  "labels": "map"
 },
 "api": {
  "dashboard": "boolean",
  "dashboardName": "string",
  "disableDashboardAd": "boolean",
  "insecure": "boolean",
  "debug": "boolean",
  "basePath": "string"
 },
 "ingressRoute": {
  "dashboard": {
   "enabled": "boolean",
   "annotations": "map",
   "labels": "map",
   "matchRule": "string",
   "services": "list",
   "entryPoints": "list",
   "middlewares": "list",
   "tls": "map"
  },
  "healthcheck": {
   "enabled": "boolean",
   "annotations": "map",
   "labels": "map",
   "matchRule": "string",
   "services": "list",
   "entryPoints": "list",
   "middlewares": "list",
   "tls": "map"
  }
 },
 "updateStrategy": "map",
 "readinessProbe": "map",
 "livenessProbe": "map",
 "startupProbe": "map",
 "providers": {
  "precedence": "list",
  "kubernetesCRD": {
   "enabled": "boolean",
   "allowCrossNamespace": "boolean",
   "allowExternalNameServices": "boolean",
   "allowEmptyServices": "boolean",
   "crossProviderNamespaces": "list",
   "defaultTLSResourcesNamespace": "string",
   "ingressClass": "string",
   "labelSelector": "string",
   "namespaces": "list",
   "nativeLBByDefault": "boolean",
   "safeNaming": "boolean"
  },
  "kubernetesIngress": {
   "enabled": "boolean",
   "allowExternalNameServices": "boolean",
   "allowEmptyServices": "boolean",
   "crossProviderNamespaces": "list",
   "disableIngressClassLookup": "boolean",
   "ingressClass": "string",
   "labelSelector": "string",
   "namespaces": "list",
   "publishedService": {
    "enabled": "boolean",
    "pathOverride": "string"
   },
   "ingressEndpoint": {
    "hostname": "string",
    "ip": "string"
   },
   "nativeLBByDefault": "boolean",
   "strictPrefixMatching": "boolean"
  },
  "kubernetesGateway": {
   "enabled": "boolean",
   "crossProviderNamespaces": "list",
   "experimentalChannel": "boolean",
   "namespaces": "list",
   "labelSelector": "string",
   "nativeLBByDefault": "boolean",
   "qps": "number",
   "burst": "number",
   "statusAddress": {
    "ip": "string",
    "hostname": "string",
    "service": {
     "enabled": "boolean",
     "name": "string",
     "namespace": "string"
    }
   }
  },
  "file": {
   "enabled": "boolean",
   "watch": "boolean",
   "content": "map"
  },
  "kubernetesIngressNGINX": {
   "enabled": "boolean",
   "controllerClass": "string",
   "ingressClass": "string",
   "ingressClassByName": "boolean",
   "watchIngressWithoutClass": "boolean",
   "watchNamespace": "string",
   "watchNamespaceSelector": "string",
   "publishService": {
    "enabled": "boolean",
    "pathOverride": "string"
   },
   "publishStatusAddress": "string",
   "defaultBackendService": "string",
   "disableSvcExternalName": "boolean",
   "throttleDuration": "string",
   "certAuthFilePath": "string",
   "endpoint": "string",
   "token": "string",
   "proxyRequestBuffering": "boolean",
   "clientBodyBufferSize": "number",
   "proxyBodySize": "number",
   "proxyBuffering": "boolean",
   "proxyBufferSize": "number",
   "proxyBuffersNumber": "number",
   "proxyConnectTimeout": "number",
   "proxyReadTimeout": "number",
   "proxySendTimeout": "number",
   "proxyNextUpstream": "string",
   "proxyNextUpstreamTries": "number",
   "proxyNextUpstreamTimeout": "number",
   "customHTTPErrors": "list",
   "upstreamKeepaliveTimeout": "number",
   "allowCrossNamespaceResources": "boolean",
   "globalAllowedResponseHeaders": "list",
   "globalAuthUrl": "string",
   "ipAllowListStrategy": "map",
   "allowSnippetAnnotations": "boolean",
   "strictValidatePathType": "boolean",
   "httpEntryPoint": "string",
   "httpsEntryPoint": "string",
   "modsec": {
    "enabled": "boolean",
    "owaspCoreRules": "boolean",
    "snippet": "string"
   }
  },
  "knative": {
   "enabled": "boolean",
   "namespaces": "list",
   "labelSelector": "string"
  }
 },
 "volumes": "list",
 "additionalVolumeMounts": "list",
 "log": {
  "format": "string",
  "level": "string",
  "filePath": "string",
  "noColor": "boolean",
  "otlp": {
   "enabled": "boolean",
   "serviceName": "string",
   "http": {
    "enabled": "boolean",
    "endpoint": "string",
    "headers": "map",
    "tls": {
     "ca": "string",
     "cert": "string",
     "key": "string",
     "insecureSkipVerify": "boolean"
    }
   },
   "grpc": {
    "enabled": "boolean",
    "endpoint": "string",
    "insecure": "boolean",
    "tls": {
     "ca": "string",
     "cert": "string",
     "key": "string",
     "insecureSkipVerify": "boolean"
    }
   },
   "resourceAttributes": "map"
  }
 },
 "accessLog": {
  "enabled": "boolean",
  "format": "string",
  "bufferingSize": "number",
  "timezone": "string",
  "filters": {
   "statusCodes": "string",
   "retryAttempts": "boolean",
   "minDuration": "string"
  },
  "addInternals": "boolean",
  "dualOutput": "boolean",
  "fields": {
   "defaultMode": "string",
   "names": "map",
   "headers": {
    "defaultMode": "string",
    "names": "map"
   },
   "queryParameters": {
    "defaultMode": "string"
   }
  },
  "otlp": {
   "enabled": "boolean",
   "serviceName": "string",
   "http": {
    "enabled": "boolean",
    "endpoint": "string",
    "headers": "map",
    "tls": {
     "ca": "string",
     "cert": "string",
     "key": "string",
     "insecureSkipVerify": "boolean"
    }
   },
   "grpc": {
    "enabled": "boolean",
    "endpoint": "string",
    "insecure": "boolean",
    "tls": {
     "ca": "string",
     "cert": "string",
     "key": "string",
     "insecureSkipVerify": "boolean"
    }
   },
   "resourceAttributes": "map"
  }
 },
 "metrics": {
  "addInternals": "boolean",
  "prometheus": {
   "entryPoint": "string",
   "addEntryPointsLabels": "boolean",
   "addRoutersLabels": "boolean",
   "addServicesLabels": "boolean",
   "buckets": "string",
   "manualRouting": "boolean",
   "headerLabels": "map",
   "service": {
    "enabled": "boolean",
    "labels": "map",
    "annotations": "map"
   },
   "disableAPICheck": "boolean",
   "serviceMonitor": {
    "enabled": "boolean",
    "apiVersion": "string",
    "metricRelabelings": "list",
    "relabelings": "list",
    "jobLabel": "string",
    "interval": "string",
    "honorLabels": "boolean",
    "scrapeTimeout": "string",
    "honorTimestamps": "boolean",
    "enableHttp2": "boolean",
    "followRedirects": "boolean",
    "additionalLabels": "map",
    "namespace": "string",
    "namespaceSelector": "map"
   },
   "prometheusRule": {
    "enabled": "boolean",
    "apiVersion": "string",
    "additionalLabels": "map",
    "namespace": "string",
    "rules": "any"
   }
  },
  "otlp": {
   "enabled": "boolean",
   "addEntryPointsLabels": "boolean",
   "addRoutersLabels": "boolean",
   "addServicesLabels": "boolean",
   "explicitBoundaries": "list",
   "pushInterval": "string",
   "serviceName": "string",
   "http": {
    "enabled": "boolean",
    "endpoint": "string",
    "headers": "map",
    "tls": {
     "ca": "string",
     "cert": "string",
     "key": "string",
     "insecureSkipVerify": "boolean"
    }
   },
   "grpc": {
    "enabled": "boolean",
    "endpoint": "string",
    "insecure": "boolean",
    "tls": {
     "ca": "string",
     "cert": "string",
     "key": "string",
     "insecureSkipVerify": "boolean"
    }
   },
   "resourceAttributes": "map"
  },
  "datadog": "any",
  "influxdb2": "any",
  "statsd": "any"
 },
 "ocsp": {
  "enabled": "boolean",
  "responderOverrides": "map"
 },
 "tracing": {
  "addInternals": "boolean",
  "serviceName": "string",
  "resourceAttributes": "map",
  "capturedRequestHeaders": "list",
  "capturedResponseHeaders": "list",
  "safeQueryParams": "list",
  "sampleRate": "number",
  "otlp": {
   "enabled": "boolean",
   "http": {
    "enabled": "boolean",
    "endpoint": "string",
    "headers": "map",
    "tls": {
     "ca": "string",
     "cert": "string",
     "key": "string",
     "insecureSkipVerify": "boolean"
    }
   },
   "grpc": {
    "enabled": "boolean",
    "endpoint": "string",
    "insecure": "boolean",
    "tls": {
     "ca": "string",
     "cert": "string",
     "key": "string",
     "insecureSkipVerify": "boolean"
    }
   }
  }
 },
 "global": {
  "checkNewVersion": "boolean",
  "sendAnonymousUsage": "boolean",
  "notAppendXForwardedFor": "boolean",
  "azure": {
   "enabled": "boolean",
   "images": {
    "proxy": {
     "image": "string",
     "tag": "string",
     "registry": "string"
    },
    "hub": {
     "image": "string",
     "tag": "string",
     "registry": "string"
    }
   }
  }
 },
 "additionalArguments": "list",
 "env": "list",
 "envFrom": "list",
 "ports": {
  "traefik": {
   "port": "number",
   "hostPort": "number",
   "hostIP": "string",
   "expose": {
    "default": "boolean"
   },
   "exposedPort": "number",
   "protocol": "string",
   "observability": {
    "metrics": "boolean",
    "accessLogs": "boolean",
    "tracing": "boolean",
    "traceVerbosity": "string"
   },
   "allowACMEByPass": "boolean",
   "appProtocol": "string",
   "asDefault": "boolean",
   "containerPort": "number",
   "forwardedHeaders": {
    "insecure": "boolean",
    "notAppendXForwardedFor": "boolean",
    "trustedIPs": "list"
   },
   "http": {
    "encodedCharacters": {
     "allowEncodedBackSlash": "boolean",
     "allowEncodedHash": "boolean",
     "allowEncodedNullCharacter": "boolean",
     "allowEncodedPercent": "boolean",
     "allowEncodedQuestionMark": "boolean",
     "allowEncodedSemicolon": "boolean",
     "allowEncodedSlash": "boolean"
    },
    "maxHeaderBytes": "number",
    "middlewares": "list",
    "redirections": {
     "entryPoint": "map"
    },
    "sanitizePath": "boolean",
    "tls": {
     "certResolver": "string",
     "domains": "list",
     "enabled": "boolean",
     "options": "string"
    },
    "underscoreHeadersStrategy": "string"
   },
   "http3": {
    "advertisedPort": "number",
    "enabled": "boolean"
   },
   "nodePort": "number",
   "proxyProtocol": {
    "insecure": "boolean",
    "trustedIPs": "list"
   },
   "targetPort": [
    "number",
    "string"
   ],
   "transport": {
    "keepAliveMaxRequests": "number",
    "keepAliveMaxTime": [
     "number",
     "string"
    ],
    "lifeCycle": {
     "graceTimeOut": [
      "number",
      "string"
     ],
     "requestAcceptGraceTimeout": [
      "number",
      "string"
     ]
    },
    "respondingTimeouts": {
     "idleTimeout": [
      "number",
      "string"
     ],
     "readTimeout": [
      "number",
      "string"
     ],
     "writeTimeout": [
      "number",
      "string"
     ]
    }
   },
   "uplink": "boolean"
  },
  "web": {
   "asDefault": "boolean",
   "port": "number",
   "expose": {
    "default": "boolean"
   },
   "exposedPort": "number",
   "targetPort": [
    "number",
    "string"
   ],
   "protocol": "string",
   "nodePort": "number",
   "allowACMEByPass": "boolean",
   "http": {
    "redirections": {
     "entryPoint": "map"
    },
    "encodedCharacters": {
     "allowEncodedBackSlash": "boolean",
     "allowEncodedHash": "boolean",
     "allowEncodedNullCharacter": "boolean",
     "allowEncodedPercent": "boolean",
     "allowEncodedQuestionMark": "boolean",
     "allowEncodedSemicolon": "boolean",
     "allowEncodedSlash": "boolean"
    },
    "maxHeaderBytes": "number",
    "middlewares": "list",
    "sanitizePath": "boolean",
    "tls": {
     "certResolver": "string",
     "domains": "list",
     "enabled": "boolean",
     "options": "string"
    },
    "underscoreHeadersStrategy": "string"
   },
   "forwardedHeaders": {
    "trustedIPs": "list",
    "insecure": "boolean",
    "notAppendXForwardedFor": "boolean"
   },
   "proxyProtocol": {
    "trustedIPs": "list",
    "insecure": "boolean"
   },
   "transport": {
    "respondingTimeouts": {
     "readTimeout": [
      "number",
      "string"
     ],
     "writeTimeout": [
      "number",
      "string"
     ],
     "idleTimeout": [
      "number",
      "string"
     ]
    },
    "lifeCycle": {
     "requestAcceptGraceTimeout": [
      "number",
      "string"
     ],
     "graceTimeOut": [
      "number",
      "string"
     ]
    },
    "keepAliveMaxRequests": "number",
    "keepAliveMaxTime": [
     "number",
     "string"
    ]
   },
   "uplink": "boolean",
   "observability": {
    "metrics": "boolean",
    "accessLogs": "boolean",
    "tracing": "boolean",
    "traceVerbosity": "string"
   },
   "appProtocol": "string",
   "containerPort": "number",
   "hostIP": "string",
   "hostPort": "number",
   "http3": {
    "advertisedPort": "number",
    "enabled": "boolean"
   }
  },
  "websecure": {
   "port": "number",
   "hostPort": "number",
   "containerPort": "number",
   "expose": {
    "default": "boolean"
   },
   "exposedPort": "number",
   "targetPort": [
    "number",
    "string"
   ],
   "protocol": "string",
   "nodePort": "number",
   "appProtocol": "string",
   "allowACMEByPass": "boolean",
   "http": {
    "encodedCharacters": {
     "allowEncodedSlash": "boolean",
     "allowEncodedBackSlash": "boolean",
     "allowEncodedNullCharacter": "boolean",
     "allowEncodedSemicolon": "boolean",
     "allowEncodedPercent": "boolean",
     "allowEncodedQuestionMark": "boolean",
     "allowEncodedHash": "boolean"
    },
    "maxHeaderBytes": "number",
    "middlewares": "list",
    "sanitizePath": "boolean",
    "underscoreHeadersStrategy": "string",
    "tls": {
     "enabled": "boolean",
     "options": "string",
     "certResolver": "string",
     "domains": "list"
    },
    "redirections": {
     "entryPoint": "map"
    }
   },
   "http3": {
    "enabled": "boolean",
    "advertisedPort": "number"
   },
   "forwardedHeaders": {
    "trustedIPs": "list",
    "insecure": "boolean",
    "notAppendXForwardedFor": "boolean"
   },
   "proxyProtocol": {
    "trustedIPs": "list",
    "insecure": "boolean"
   },
   "transport": {
    "respondingTimeouts": {
     "readTimeout": [
      "number",
      "string"
     ],
     "writeTimeout": [
      "number",
      "string"
     ],
     "idleTimeout": [
      "number",
      "string"
     ]
    },
    "lifeCycle": {
     "requestAcceptGraceTimeout": [
      "number",
      "string"
     ],
     "graceTimeOut": [
      "number",
      "string"
     ]
    },
    "keepAliveMaxRequests": "number",
    "keepAliveMaxTime": [
     "number",
     "string"
    ]
   },
   "observability": {
    "metrics": "boolean",
    "accessLogs": "boolean",
    "tracing": "boolean",
    "traceVerbosity": "string"
   },
   "asDefault": "boolean",
   "hostIP": "string",
   "uplink": "boolean"
  },
  "metrics": {
   "port": "number",
   "expose": {
    "default": "boolean"
   },
   "exposedPort": "number",
   "protocol": "string",
   "observability": {
    "metrics": "boolean",
    "accessLogs": "boolean",
    "tracing": "boolean",
    "traceVerbosity": "string"
   },
   "allowACMEByPass": "boolean",
   "appProtocol": "string",
   "asDefault": "boolean",
   "containerPort": "number",
   "forwardedHeaders": {
    "insecure": "boolean",
    "notAppendXForwardedFor": "boolean",
    "trustedIPs": "list"
   },
   "hostIP": "string",
   "hostPort": "number",
   "http": {
    "encodedCharacters": {
     "allowEncodedBackSlash": "boolean",
     "allowEncodedHash": "boolean",
     "allowEncodedNullCharacter": "boolean",
     "allowEncodedPercent": "boolean",
     "allowEncodedQuestionMark": "boolean",
     "allowEncodedSemicolon": "boolean",
     "allowEncodedSlash": "boolean"
    },
    "maxHeaderBytes": "number",
    "middlewares": "list",
    "redirections": {
     "entryPoint": "map"
    },
    "sanitizePath": "boolean",
    "tls": {
     "certResolver": "string",
     "domains": "list",
     "enabled": "boolean",
     "options": "string"
    },
    "underscoreHeadersStrategy": "string"
   },
   "http3": {
    "advertisedPort": "number",
    "enabled": "boolean"
   },
   "nodePort": "number",
   "proxyProtocol": {
    "insecure": "boolean",
    "trustedIPs": "list"
   },
   "targetPort": [
    "number",
    "string"
   ],
   "transport": {
    "keepAliveMaxRequests": "number",
    "keepAliveMaxTime": [
     "number",
     "string"
    ],
    "lifeCycle": {
     "graceTimeOut": [
      "number",
      "string"
     ],
     "requestAcceptGraceTimeout": [
      "number",
      "string"
     ]
    },
    "respondingTimeouts": {
     "idleTimeout": [
      "number",
      "string"
     ],
     "readTimeout": [
      "number",
      "string"
     ],
     "writeTimeout": [
      "number",
      "string"
     ]
    }
   },
   "uplink": "boolean"
  }
 },
 "tlsOptions": "map",
 "tlsStore": "map",
 "service": {
  "enabled": "boolean",
  "nameOverride": "string",
  "single": "boolean",
  "annotations": "map",
  "annotationsTCP": "map",
  "annotationsUDP": "map",
  "labels": "map",
  "spec": {
   "type": "string"
  },
  "additionalServices": "map"
 },
 "autoscaling": {
  "enabled": "boolean",
  "minReplicas": "number",
  "maxReplicas": "number",
  "metrics": "list",
  "behavior": "map",
  "scaleTargetRef": {
   "apiVersion": "string",
   "kind": "string",
   "name": "string"
  }
 },
 "persistence": {
  "enabled": "boolean",
  "name": "string",
  "existingClaim": "string",
  "accessMode": "string",
  "size": "string",
  "storageClass": "string",
  "volumeName": "string",
  "path": "string",
  "annotations": "map",
  "subPath": "string",
  "emptyDir": "map"
 },
 "certificatesResolvers": "map",
 "hostNetwork": "boolean",
 "rbac": {
  "enabled": "boolean",
  "namespaced": "boolean",
  "aggregateTo": "list"
 },
 "serviceAccount": {
  "name": "string"
 },
 "serviceAccountAnnotations": "map",
 "resources": "map",
 "affinity": "map",
 "nodeSelector": "map",
 "tolerations": "list",
 "topologySpreadConstraints": "list",
 "priorityClassName": "string",
 "securityContext": "map",
 "podSecurityContext": "map",
 "extraObjects": "list",
 "namespaceOverride": "string",
 "instanceLabelOverride": "string",
 "versionOverride": "string",
 "nameOverride": "string",
 "fullnameOverride": "string",
 "hub": {
  "enabled": "boolean",
  "token": "string",
  "tokenMountPath": "string",
  "hardened": "boolean",
  "offline": "boolean",
  "namespaces": "list",
  "apimanagement": {
   "enabled": "boolean",
   "admission": {
    "listenAddr": "string",
    "secretName": "string",
    "selfManagedCertificate": "boolean",
    "customWebhookCertificate": "map",
    "restartOnCertificateChange": "boolean",
    "annotations": "map"
   },
   "openApi": {
    "validateRequestMethodAndPath": "boolean"
   }
  },
  "mcpgateway": {
   "enabled": "boolean",
   "maxRequestBodySize": "number"
  },
  "aigateway": {
   "enabled": "boolean",
   "maxRequestBodySize": "number"
  },
  "providers": {
   "consulCatalogEnterprise": {
    "enabled": "boolean",
    "cache": "boolean",
    "connectAware": "boolean",
    "connectByDefault": "boolean",
    "constraints": "string",
    "defaultRule": "string",
    "endpoint": {
     "address": "string",
     "datacenter": "string",
     "endpointWaitTime": "number",
     "httpauth": {
      "password": "string",
      "username": "string"
     },
     "scheme": "string",
     "tls": {
      "ca": "string",
      "cert": "string",
      "insecureSkipVerify": "boolean",
      "key": "string"
     },
     "token": "string"
    },
    "exposedByDefault": "boolean",
    "namespaces": "string",
    "partition": "string",
    "prefix": "string",
    "refreshInterval": "number",
    "requireConsistent": "boolean",
    "serviceName": "string",
    "stale": "boolean",
    "strictChecks": "string",
    "watch": "boolean"
   },
   "ec2": {
    "enabled": "boolean",
    "region": "string",
    "accessKeyID": "string",
    "secretAccessKey": "string",
    "exposedByDefault": "boolean",
    "refreshSeconds": "number",
    "defaultRule": "string",
    "constraints": "string",
    "ipMode": "string",
    "filters": "list",
    "securityGroupPortDiscovery": {
     "enabled": "boolean",
     "excludedPorts": "list"
    }
   },
   "microcks": {
    "enabled": "boolean",
    "auth": {
     "clientId": "string",
     "clientSecret": "string",
     "endpoint": "string",
     "token": "string"
    },
    "endpoint": "string",
    "pollInterval": "number",
    "pollTimeout": "number",
    "tls": {
     "ca": "string",
     "cert": "string",
     "insecureSkipVerify": "boolean",
     "key": "string"
    }
   },
   "multicluster": {
    "enabled": "boolean",
    "pollInterval": "number",
    "pollTimeout": "number",
    "children": {
     "cluster-1": {
      "address": "string",
      "serversTransport": {
       "insecureSkipVerify": "boolean",
       "serverName": "string",
       "rootCAs": "list",
       "certificates": "list",
       "maxIdleConnsPerHost": "number",
       "disableHTTP2": "boolean",
       "minVersion": "string",
       "maxVersion": "string",
       "cipherSuites": "list",
       "peerCertURI": "string",
       "forwardingTimeouts": {
        "dialTimeout": [
         "number",
         "string"
        ],
        "responseHeaderTimeout": [
         "number",
         "string"
        ],
        "idleConnTimeout": [
         "number",
         "string"
        ],
        "pingTimeout": [
         "number",
         "string"
        ],
        "readIdleTimeout": [
         "number",
         "string"
        ],
        "readTimeout": [
         "number",
         "string"
        ],
        "writeTimeout": [
         "number",
         "string"
        ]
       },
       "spiffe": {
        "ids": "list",
        "trustDomain": [
         "number",
         "string"
        ]
       }
      }
     }
    }
   },
   "nutanixPrismCentral": {
    "enabled": "boolean",
    "endpoint": "string",
    "username": "string",
    "password": "string",
    "apiKey": "string",
    "filename": "string",
    "pollInterval": "number",
    "pollTimeout": "number",
    "serviceNameCategoryKey": "string",
    "allowedVpcs": "list",
    "tls": {
     "ca": "string",
     "cert": "string",
     "key": "string",
     "insecureSkipVerify": "boolean"
    }
   }
  },
  "redis": {
   "cluster": "boolean",
   "database": "number",
   "endpoints": "string",
   "username": "string",
   "password": "string",
   "sentinel": {
    "masterset": "string",
    "username": "string",
    "password": "string"
   },
   "timeout": "string",
   "tls": {
    "ca": "string",
    "cert": "string",
    "key": "string",
    "insecureSkipVerify": "boolean"
   }
  },
  "sendlogs": "boolean",
  "tracing": {
   "additionalTraceHeaders": {
    "enabled": "boolean",
    "traceContext": {
     "parentId": "string",
     "traceId": "string",
     "traceParent": "string",
     "traceState": "string"
    }
   }
  },
  "pluginRegistry": {
   "sources": "map"
  }
 },
 "oci_meta": {
  "enabled": "boolean",
  "repo": "string",
  "images": {
   "proxy": {
    "image": "string",
    "tag": "string"
   },
   "hub": {
    "image": "string",
    "tag": "string"
   }
  }
 },
 "offering_version": "string",
 "enabled": "boolean"
} as const;
