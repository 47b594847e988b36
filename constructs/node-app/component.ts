import type { NetworkPolicyEgressRule } from 'cdk8s-plus-28/lib/imports/k8s';
import type { IConstruct } from 'constructs';
import type { TSchema } from 'typebox';
import type { Condition } from '../composition';
import type { AppDefaults, PlatformSettings } from '../settings/settings';
import type { DeployAnswers } from './deploy-repository';
import type { NetworkNamespaces } from './network';
import type { NodeDevelopment } from './node-development';

/** What is known of a component without making one. */
export interface ComponentClass {
  new (scope: NodeDevelopment, id: string): Component;
  /** What names of its objects end with, as in `<app>-db`; it is also kept from ending an app's name. */
  readonly suffix: string;
  /** Its part of the composite's spec. */
  readonly spec: TSchema;
  /** Its part of the composite's status; with `Rollout`, it is part of the gate that a rollout passes. */
  readonly status: TSchema;
  /** Boolean field of its spec that says whether there is one. @default - there is always one */
  readonly enabledBy?: string;
  /** How it begins in a deploy repository. @default - with what the definition's defaults say */
  readonly start?: ComponentStart;
  /** What it is in the software catalog, beside the repositories. @default - nothing */
  readonly catalog?: { readonly type: string; readonly description: string };
}

/** How a component begins in a deploy repository: its part of the composite's spec. */
export interface ComponentStart {
  /** Name of its file in `base/` and in each overlay, as people know what it becomes. */
  readonly file: string;
  /** What is the same in every environment. */
  base(settings: PlatformSettings, answers: DeployAnswers): object;
  /** What an environment changes. @param defaults the environment's */
  overlay(settings: PlatformSettings, answers: DeployAnswers, defaults: AppDefaults): object;
}

/** A component of an app, and what it asks of its surroundings. */
export interface Component extends IConstruct {
  readonly network: ComponentNetwork;
  /** Where Prometheus finds its metrics. @default - it has none */
  readonly metrics?: ComponentMetrics;
  /** What is told to who looks after the app. */
  readonly alerts: readonly ComponentAlert[];
}

/** Who may talk to a component, and with whom it may talk. */
export interface ComponentNetwork {
  /** Labels of its pods. */
  readonly pods: Readonly<Record<string, string>>;
  /** Who may reach it; a component that may is let out for that as well. */
  readonly ingress: readonly Access[];
  /** What it may reach beside other components. @default - nothing */
  readonly egress?: readonly NetworkPolicyEgressRule[];
  /** What it may reach only where a condition holds, by the name of the policy. @default - nothing */
  readonly egressWhere?: Readonly<
    Record<string, { readonly condition: Condition; readonly egress: NetworkPolicyEgressRule[] }>
  >;
}

/** Ports of a component, and who may reach them. */
export interface Access {
  /** Another component by its name, or all pods of a controller's namespace. */
  readonly from: { readonly component: string } | { readonly namespace: keyof NetworkNamespaces };
  readonly ports: readonly number[];
}

/** Where Prometheus finds the metrics of pods: under `/metrics`. */
export interface ComponentMetrics {
  readonly pods: Readonly<Record<string, string>>;
  /** Name of the container's port. */
  readonly port: string;
  readonly portNumber: number;
}

/** @see https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/ */
export interface ComponentAlert {
  readonly alert: string;
  /** PromQL */
  readonly expr: string;
  /** Minutes for which it has to be true. */
  readonly minutes: number;
  readonly severity: 'critical' | 'warning';
  readonly summary: string;
}
