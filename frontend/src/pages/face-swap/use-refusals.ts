/** What the studio said against a picture when it was to be swapped, for showing it beside that very picture. */
import { inOneLine, useErrorText } from '@/components/ui/error-text';
import type { Role } from '@/features/faces/lib/picture';

export function useRefusals(error: unknown): Partial<Record<Role, string>> {
  const errorText = useErrorText();
  const role = roleOf(error);
  return role ? { [role]: inOneLine(errorText(error)) } : {};
}

function roleOf(error: unknown): Role | null {
  const param = typeof error === 'object' && error !== null && 'param' in error ? String(error.param) : '';
  if (param.startsWith('source')) return 'source';
  return param.startsWith('target') ? 'target' : null;
}
