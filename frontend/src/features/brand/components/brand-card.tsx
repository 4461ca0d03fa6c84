import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CropMarks } from '@/components/ui/crop-marks';
import { type BrandDraft, isColor } from '../lib/brand-draft';
import { wantsDarkText } from '../lib/contrast';
import classes from './brand-card.module.css';

interface Props {
  draft: BrandDraft;
  /** The logo's picture, if there is one. */
  logo: ReactNode;
}

/** The brand as a proof: what an ad would carry, drawn as it is being written. */
export function BrandCard({ draft, logo }: Props) {
  const { t } = useTranslation();
  const colors = draft.colors.filter(isColor);
  const main = colors[0];
  const style = (main ? { '--main': main } : {}) as CSSProperties;
  return (
    <CropMarks>
      <figure className={classes.card} style={style}>
        <div className={classes.head}>
          {logo && <div className={classes.logo}>{logo}</div>}
          <p className={classes.name} data-empty={draft.name.trim() === '' || undefined}>
            {draft.name.trim() || t('brand.name.placeholder')}
          </p>
          {draft.tagline && <p className={classes.tagline}>{draft.tagline}</p>}
        </div>
        {draft.cta && (
          <span className={classes.cta} data-dark-text={!main || wantsDarkText(main) || undefined}>
            {draft.cta}
          </span>
        )}
        {colors.length > 0 && (
          <div className={classes.bar} aria-hidden>
            {colors.map((color, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: stripes of a bar differ by nothing but their place
              <span key={index} style={{ background: color }} />
            ))}
          </div>
        )}
        <figcaption className={classes.caption}>
          {[draft.tone, ...draft.products].filter(Boolean).slice(0, MOST_WORDS).join(' · ') || t('brand.preview')}
        </figcaption>
      </figure>
    </CropMarks>
  );
}

/** Of the caption: it is one line. */
const MOST_WORDS = 4;
