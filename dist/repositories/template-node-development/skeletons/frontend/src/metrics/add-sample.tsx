import { type FormEvent, useId, useState } from 'react';
import { ApiError } from '../api/api-error.ts';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import styles from './add-sample.module.css';
import { formatInstant, formatValue } from './format.ts';
import { useAddSample } from './queries.ts';

export interface AddSampleProps {
  /** Name of the metric. */
  readonly name: string;
  readonly unit: string;
}

/** A form that adds a sample to a metric. What may be entered, the API decides. */
export function AddSample({ name, unit }: AddSampleProps) {
  const id = useId();
  const add = useAddSample(name);
  const [missing, setMissing] = useState(false);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const input = new FormData(form);
    const value = String(input.get('value')).trim();
    const at = String(input.get('at'));
    const isMissing = value === '' || !Number.isFinite(Number(value));
    setMissing(isMissing);
    if (isMissing) {
      form.querySelector('input')?.focus();
      return;
    }
    add.mutate(
      { value: Number(value), ...(at && { at: new Date(at).toISOString() }) },
      { onSuccess: () => form.reset() },
    );
  };

  const errors = add.error instanceof ApiError ? add.error.errors : [];
  const errorOf = (field: string) => errors.find(({ path }) => path === `/body/${field}`)?.message;
  const valueError = missing ? 'Enter a number.' : errorOf('value');
  const atError = errorOf('at');
  const field = (key: string, error: string | undefined) => ({
    id: `${id}${key}`,
    name: key,
    'aria-invalid': error !== undefined,
    'aria-describedby': error === undefined ? undefined : `${id}${key}-error`,
  });
  const errorText = (key: string, error: string | undefined) =>
    error && (
      <span className={styles.error} id={`${id}${key}-error`}>
        {error}
      </span>
    );

  return (
    <form noValidate className={styles.form} onSubmit={submit}>
      <div className={styles.field}>
        <label htmlFor={`${id}value`}>Value in {unit}</label>
        <input {...field('value', valueError)} inputMode="decimal" autoComplete="off" />
        {errorText('value', valueError)}
      </div>
      <div className={styles.field}>
        <label htmlFor={`${id}at`}>
          Time <small>(now, unless given)</small>
        </label>
        <input {...field('at', atError)} type="datetime-local" step="1" />
        {errorText('at', atError)}
      </div>
      <Button type="submit" variant="primary" busy={add.isPending} className={styles.submit}>
        Add sample
      </Button>
      {add.isSuccess && (
        <Notice title="Added:">
          {formatValue(add.data.value, unit)}, {formatInstant(add.data.at)}
        </Notice>
      )}
      {add.isError && valueError === undefined && atError === undefined && (
        <Notice tone="error" title="Not added.">
          {add.error.message}
        </Notice>
      )}
    </form>
  );
}
