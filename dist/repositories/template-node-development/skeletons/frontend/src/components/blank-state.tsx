import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './blank-state.module.css';

export interface BlankStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  /** What can be done about it. @default - nothing */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** Stands where there is nothing to show, and says why. */
export function BlankState({ icon: Icon, title, action, children }: BlankStateProps) {
  return (
    <div className={styles.blank}>
      <Icon aria-hidden size={28} strokeWidth={1.5} />
      <strong>{title}</strong>
      <p>{children}</p>
      {action}
    </div>
  );
}
