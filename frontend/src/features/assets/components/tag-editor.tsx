import { TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Props {
  tags: string[];
  onAdd: (tag: string) => void;
  onRemove: (tag: string) => void;
}

const LONGEST = 40;
const MOST = 50;

/** An asset's tags: type and press Enter, Backspace or × removes. */
export function TagEditor({ tags, onAdd, onRemove }: Props) {
  const { t } = useTranslation();
  const change = (next: string[]) => {
    for (const tag of next) if (!tags.includes(tag)) onAdd(tag.trim());
    for (const tag of tags) if (!next.includes(tag)) onRemove(tag);
  };
  return (
    <TagsInput
      w="100%"
      label={t('details.tags')}
      description={t('details.tags.hint')}
      value={tags}
      onChange={change}
      maxTags={MOST}
      maxLength={LONGEST}
      acceptValueOnBlur
      clearable={false}
    />
  );
}
