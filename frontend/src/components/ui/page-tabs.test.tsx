import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { renderApp } from '@/testing/render';
import { PageTabs } from './page-tabs';

const image = { id: 'image', title: 'Imagen', content: <p>Una imagen</p> };
const video = { id: 'video', title: 'Vídeo', content: <p>Un vídeo</p> };

describe('the tabs of a page', () => {
  it('are not shown while there is only one', () => {
    renderApp(<PageTabs label="Qué crear" tabs={[image]} />);
    expect(screen.getByText('Una imagen')).toBeVisible();
    expect(screen.queryByRole('tab')).not.toBeInTheDocument();
  });

  it('open from the address, and put there what is opened', async () => {
    const { user, router } = renderApp(<PageTabs label="Qué crear" tabs={[image, video]} />, { path: '/?tab=video' });
    expect(screen.getByText('Un vídeo')).toBeVisible();
    await user.click(screen.getByRole('tab', { name: 'Imagen' }));
    expect(screen.getByText('Una imagen')).toBeVisible();
    expect(router.state.location.search).toBe('?tab=image');
  });
});
