/** What was refused, or failed, in words and with its place: `scenes[2].visual.asset_id` is "Scene 3" to a person. */
import { useTranslation } from 'react-i18next';
import { inOneLine, useErrorText } from '@/components/ui/error-text';
import { type Place, placeOf } from '../lib/problems';

export interface Refusal {
  /** null: it is about no single control. */
  place: Place | null;
  text: string;
}

export function useRefusal() {
  const { t } = useTranslation();
  const errorText = useErrorText();
  return {
    /** Of a request or of a job. */
    of: (error: unknown): Refusal => {
      const param = (error as { param?: string | null } | null)?.param;
      const text = inOneLine(errorText(error));
      return { place: placeOf(param), text: param ? withoutField(text, param) : text };
    },
    /** Where the control itself is not beside it. */
    located: ({ place, text }: Refusal): string =>
      place?.scene == null ? text : `${t('video.scene.nth', { number: place.scene + 1 })}: ${text}`,
  };
}

/** "scenes[2].visual.asset_id: no such asset" beside the very control says too much. */
const withoutField = (text: string, param: string): string => {
  const rest = text.startsWith(`${param}: `) ? text.slice(param.length + 2) : text;
  return rest.charAt(0).toUpperCase() + rest.slice(1);
};
