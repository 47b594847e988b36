import type { ComponentProps } from 'react';
import styles from './button.module.css';
import { classes } from './classes.ts';

export interface ButtonProps extends ComponentProps<'button'> {
  /** @default plain */
  readonly variant?: 'primary' | 'plain' | 'quiet';
  /** Whether what the button started is still going on; until it ends, it can't be pressed again. @default false */
  readonly busy?: boolean;
}

export function Button({ variant = 'plain', busy = false, className, onClick, ...props }: ButtonProps) {
  return (
    <button
      type="button"
      {...props}
      className={classes(styles.button, styles[variant], className)}
      // Unlike `disabled`, this leaves the focus where it is.
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    />
  );
}
