import styles from './spinner.module.css';

export interface SpinnerProps {
  /** What is waited for, for who does not see it turn. */
  readonly label: string;
}

export function Spinner({ label }: SpinnerProps) {
  return (
    <span role="status" className={styles.spinner}>
      <span className={styles.label}>{label}</span>
    </span>
  );
}
