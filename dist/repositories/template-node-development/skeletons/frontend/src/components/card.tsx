import type { ComponentProps } from 'react';
import styles from './card.module.css';
import { classes } from './classes.ts';

/** A region of a page; give it a name with `aria-labelledby`. */
export function Card({ className, ...props }: ComponentProps<'section'>) {
  return <section {...props} className={classes(styles.card, className)} />;
}
