import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './notice.module.css';

export interface NoticeProps {
  /** @default info */
  readonly tone?: 'info' | 'warning' | 'error';
  /** @default - no title */
  readonly title?: string;
  /** What can be done about it. @default - nothing */
  readonly action?: ReactNode;
  readonly children?: ReactNode;
}

const ICONS = { info: Info, warning: TriangleAlert, error: CircleAlert };

/** Says something beside what the page is about. Screen readers say it when it appears. */
export function Notice({ tone = 'info', title, action, children }: NoticeProps) {
  const Icon = ICONS[tone];
  return (
    <div role={tone === 'error' ? 'alert' : 'status'} className={classes(styles.notice, styles[tone])}>
      <Icon aria-hidden size={18} className={styles.icon} />
      <div className={styles.text}>
        {title && <strong>{title}</strong>}
        <span>{children}</span>
      </div>
      {action}
    </div>
  );
}
