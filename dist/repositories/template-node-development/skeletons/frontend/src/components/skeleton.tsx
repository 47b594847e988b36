import styles from './skeleton.module.css';

export interface SkeletonProps {
  /** Any length of CSS. @default 1em */
  readonly height?: string;
  /** Any length of CSS. @default 100% */
  readonly width?: string;
}

/** Keeps the place of what is being loaded. What is loaded is said once, by the region around: `aria-busy`. */
export function Skeleton({ height = '1em', width = '100%' }: SkeletonProps) {
  return <span aria-hidden className={styles.skeleton} style={{ height, width }} />;
}
