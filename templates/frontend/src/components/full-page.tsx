import type { ReactNode } from 'react';
import app from '../app.json';
import styles from './full-page.module.css';
import { Logo } from './logo.tsx';

export interface FullPageProps {
  /** @default - no heading */
  readonly title?: string | undefined;
  readonly children: ReactNode;
}

/** A page that is nothing but a few words in its middle. */
export function FullPage({ title, children }: FullPageProps) {
  return (
    <main className={styles.page}>
      <title>{title === undefined || title === app.name ? app.name : `${title} · ${app.name}`}</title>
      <div className={styles.box}>
        <Logo size={40} />
        {title && <h1>{title}</h1>}
        {children}
      </div>
    </main>
  );
}
