import { Button, CloseButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Toast, useToasts } from '@/services/toasts';
import { Notice } from './notice';
import classes from './toasts.module.css';

/** Where toasts appear; one per page, always mounted, so that screen readers know the region before it speaks. */
export function Toasts() {
  const items = useToasts((state) => state.items);
  return (
    <div className={classes.region} role="status" aria-live="polite" aria-relevant="additions text">
      {items.map((item) => (
        <ToastCard key={item.id} item={item} />
      ))}
    </div>
  );
}

function ToastCard({ item }: { item: Toast }) {
  const { t } = useTranslation();
  const close = useToasts((state) => state.close);
  const [held, setHeld] = useState(false);
  const { id, duration, turn, action } = item;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` starts the time again when the toast is repeated
  useEffect(() => {
    if (duration === null || held) return;
    const timer = setTimeout(() => close(id), duration);
    return () => clearTimeout(timer);
  }, [id, duration, turn, held, close]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering or focusing only keeps the toast from leaving
    <div
      className={classes.toast}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Notice
        kind={item.kind}
        title={item.count > 1 ? `${item.title} (${item.count})` : item.title}
        action={
          <>
            {action && (
              <Button
                variant="default"
                size="compact-sm"
                onClick={() => {
                  action.run();
                  close(id);
                }}
              >
                {action.label}
              </Button>
            )}
            <CloseButton aria-label={t('common.close')} onClick={() => close(id)} />
          </>
        }
      >
        {item.text}
      </Notice>
    </div>
  );
}
