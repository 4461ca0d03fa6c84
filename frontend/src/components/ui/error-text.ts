import { useTranslation } from 'react-i18next';
import { i18next } from '@/i18n';
import { ApiError, BackendUnreachable } from '@/services/errors';

export interface ErrorText {
  title: string;
  hint: string;
}

/** Title and hint as sentences of one line. */
export const inOneLine = ({ title, hint }: ErrorText): string =>
  [title, hint]
    .filter(Boolean)
    .map((sentence) => (/[.?…]$/.test(sentence) ? sentence : `${sentence}.`))
    .join(' ');

/** Codes whose own message names the field, file or limit at fault: better than any general sentence of ours. */
const SPEAKS_FOR_ITSELF = new Set([
  'invalid_value',
  'malformed_request',
  'conflict',
  'idempotency_mismatch',
  'not_supported',
  'unsafe_file',
  'forbidden',
]);

/** A function that says any failure in plain words of the page's language: an error, or a failed job's `error`. */
export function useErrorText(): (error: unknown) => ErrorText {
  const { t } = useTranslation();
  return (error) => {
    const { code, message, hint } = parts(error);
    const key = `error.${code}`;
    const say = t as (key: string) => string; // whether the code has a text is known only now
    if (SPEAKS_FOR_ITSELF.has(code) && message) return { title: message, hint };
    if (i18next.exists(key)) return { title: say(key), hint: say(`${key}.hint`) };
    return message ? { title: message, hint } : { title: t('error.unknown'), hint: t('error.unknown.hint') };
  };
}

function parts(error: unknown): { code: string; message: string; hint: string } {
  if (error instanceof ApiError) return { code: error.code, message: error.message, hint: error.hint };
  if (error instanceof BackendUnreachable) return { code: error.code, message: '', hint: '' };
  if (isBody(error)) return { code: error.code, message: error.message, hint: error.hint ?? '' };
  return { code: 'unknown', message: '', hint: '' };
}

/** The `error` of a failed job, as the API gives it. */
const isBody = (error: unknown): error is { code: string; message: string; hint?: string } =>
  typeof error === 'object' && error !== null && !(error instanceof Error) && 'code' in error && 'message' in error;
