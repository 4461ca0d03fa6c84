import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import classes from './page-tabs.module.css';

export interface PageTab {
  /** Stands in the address: `?tab=image`. */
  id: string;
  title: string;
  content: ReactNode;
}

/** The tabs of a page, the open one in the address. Where there is only one, there is nothing to choose. */
export function PageTabs({ label, tabs }: { label: string; tabs: readonly [PageTab, ...PageTab[]] }) {
  const [params, setParams] = useSearchParams();
  const open = tabs.find(({ id }) => id === params.get('tab')) ?? tabs[0];
  if (tabs.length === 1) return open.content;
  return (
    <Tabs className={classes.tabs} value={open.id} onChange={(id) => id && setParams({ tab: id })}>
      <Tabs.List aria-label={label} className={classes.list}>
        {tabs.map(({ id, title }) => (
          <Tabs.Tab key={id} value={id}>
            {title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(({ id, content }) => (
        <Tabs.Panel key={id} value={id}>
          {id === open.id && content}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
