import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import app from '../app.json';
import styles from './page.module.css';

export interface PageProps {
  readonly title: string;
  /** @default - nothing under the title */
  readonly subtitle?: ReactNode;
  /** Above the title. @default - nothing */
  readonly above?: ReactNode;
  /** Beside the title. @default - nothing */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page: names the document, and takes the focus when it is navigated to. */
export function Page({ title, subtitle, above, actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The key of the first location of all, which the browser has announced itself.
  const isFirst = useLocation().key === 'default';
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new path is a new page, though its component stays
  useEffect(() => {
    if (!isFirst) heading.current?.focus({ preventScroll: true });
  }, [pathname, isFirst]);

  return (
    <>
      <title>{`${title} · ${app.name}`}</title>
      <header className={styles.header}>
        <div>
          {above}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {subtitle && <p className={styles.subtitle}>{subtitle}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      <div className={styles.content}>{children}</div>
    </>
  );
}
