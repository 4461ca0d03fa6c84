import { Kbd, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { hotkeyParts, listenForHotkeys, useHotkey, useHotkeys } from '@/services/hotkeys';
import classes from './shortcuts.module.css';

const GROUP = 'keys.group.general';

/** The keyboard of every page, and the sheet that lists what works right now (`?`). */
export function Shortcuts({ onTray }: { onTray: () => void }) {
  const { t } = useTranslation();
  const [open, sheet] = useDisclosure(false);
  const navigate = useNavigate();
  useEffect(listenForHotkeys, []);

  useHotkey({ keys: 'alt+1', label: 'keys.goHome', group: GROUP, inFields: true }, () => void navigate('/home'));
  useHotkey({ keys: 'alt+2', label: 'keys.goCreate', group: GROUP, inFields: true }, () => void navigate('/create'));
  useHotkey({ keys: 'alt+3', label: 'keys.goSwap', group: GROUP, inFields: true }, () => void navigate('/swap'));
  useHotkey({ keys: 'alt+4', label: 'keys.goLibrary', group: GROUP, inFields: true }, () => void navigate('/library'));
  useHotkey(
    { keys: 'alt+5', label: 'keys.goSettings', group: GROUP, inFields: true },
    () => void navigate('/settings'),
  );
  useHotkey({ keys: 'j', label: 'keys.tray', group: GROUP }, onTray);
  useHotkey({ keys: '?', label: 'keys.help', group: GROUP }, sheet.open);

  return (
    <Modal opened={open} onClose={sheet.close} title={t('keys.title')} size="lg">
      <ShortcutList />
    </Modal>
  );
}

function ShortcutList() {
  const { t } = useTranslation();
  const items = useHotkeys((state) => state.items);
  const groups = [...new Set(items.map(({ group }) => group))];
  return (
    <div className={classes.groups}>
      {groups.map((group) => (
        <section key={group}>
          <h3 className={classes.group}>{t(group)}</h3>
          <dl className={classes.list}>
            {items
              .filter((item) => item.group === group)
              .map(({ keys, label }) => (
                <div key={keys} className={classes.item}>
                  <dt>{t(label)}</dt>
                  <dd>
                    {hotkeyParts(keys).map((part) => (
                      <Kbd key={part}>{part}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
