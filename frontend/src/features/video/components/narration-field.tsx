import { Textarea } from '@mantine/core';
import { type ReactNode, type SyntheticEvent, useEffect, useRef } from 'react';
import { LONGEST_SCRIPT } from '../lib/draft';
import { useVideo } from '../store/draft';

interface Props {
  id: string;
  /** Of the scene; 0 for a presenter's script. */
  scene: number;
  label: string;
  hideLabel?: boolean;
  placeholder?: string;
  rows: number;
  mostRows?: number;
  value: string;
  error?: ReactNode;
  onChange: (text: string) => void;
}

/** What is said. The preview follows its caret. */
export function NarrationField({ id, scene, label, hideLabel, value, onChange, rows, mostRows, ...props }: Props) {
  const look = useVideo((state) => state.look);
  const field = useRef<HTMLTextAreaElement>(null);
  const follow = ({ currentTarget }: SyntheticEvent<HTMLTextAreaElement>) => look(scene, currentTarget.selectionStart);

  // Arrow keys and clicks move the caret without a change of the text.
  useEffect(() => {
    const moved = () => {
      const { current } = field;
      if (current && document.activeElement === current) look(scene, current.selectionStart);
    };
    document.addEventListener('selectionchange', moved);
    return () => document.removeEventListener('selectionchange', moved);
  }, [look, scene]);

  return (
    <Textarea
      ref={field}
      id={id}
      label={hideLabel ? undefined : label}
      aria-label={hideLabel ? label : undefined}
      aria-keyshortcuts="Control+Enter"
      autosize
      minRows={rows}
      maxRows={mostRows ?? 18}
      maxLength={LONGEST_SCRIPT}
      value={value}
      onChange={(event) => {
        onChange(event.currentTarget.value);
        follow(event);
      }}
      onFocus={follow}
      {...props}
    />
  );
}

/** Where the caret of a field stands; its end where it has none. */
export function caretOf(id: string): number {
  const field = document.getElementById(id);
  return field instanceof HTMLTextAreaElement ? field.selectionStart : 0;
}

/** Puts the keyboard and the caret into a field, once what was changed is drawn. */
export function putCaret(id: string, caret: number): void {
  requestAnimationFrame(() => {
    const field = document.getElementById(id);
    if (!(field instanceof HTMLTextAreaElement)) return;
    field.focus();
    field.setSelectionRange(caret, caret);
  });
}
