import { Button, Switch } from '@mantine/core';
import { ArrowLeft, Ban } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DetectedFace } from '../api/faces';
import { useMapping, useOnePerson } from '../hooks/use-swap-request';
import { APART, apart, hintsOf, qualityWord } from '../lib/hints';
import { letter, type SourceFace, sameFace, sourceFaces } from '../lib/mapping';
import { facesOf } from '../lib/picture';
import { useSwap } from '../store/swap';
import classes from './face-mapping.module.css';

interface Candidate {
  of: SourceFace;
  face: DetectedFace;
  letter: string;
}

/** For each face of the target the source faces to choose from: what is proposed is pressed, a click changes it. */
export function FaceMapping() {
  const { t } = useTranslation();
  const { sources, target, held, assign, setOnePerson } = useSwap();
  const onePerson = useOnePerson();
  const mapping = useMapping();
  const known = sources.flatMap((picture) => facesOf(picture).map((face) => ({ picture: picture.id, face })));
  const candidates: Candidate[] = sourceFaces(sources, onePerson).flatMap((of, place) => {
    const found = known.find(({ picture, face }) => picture === of.picture && face.index === of.face);
    return found ? [{ of, face: found.face, letter: letter(place) }] : [];
  });
  const targets = facesOf(target);
  const first = candidates[0];
  if (!first || targets.length === 0) return null;
  const inHand = candidates.find(({ of }) => sameFace(of, held));
  return (
    <section className={classes.mapping} aria-labelledby="faces-map">
      <header className={classes.header}>
        <h2 id="faces-map" className={classes.title}>
          {t('faces.map')}
        </h2>
        <p className={classes.hint} role="status">
          {inHand ? t('faces.map.held', { letter: inHand.letter }) : t('faces.map.hint')}
        </p>
        {targets.length > 1 && (
          <Button
            variant="default"
            className={classes.all}
            onClick={() => assign(Object.fromEntries(targets.map(({ index }) => [index, first.of])))}
          >
            {t('faces.map.all')}
          </Button>
        )}
      </header>
      {sources.length > 1 && (
        <Switch
          label={t('faces.onePerson')}
          description={t('faces.onePerson.hint')}
          checked={onePerson}
          onChange={(event) => setOnePerson(event.currentTarget.checked)}
        />
      )}
      <ul className={classes.rows}>
        {targets.map((face) => (
          <Row key={face.index} face={face} candidates={candidates} gets={mapping[face.index] ?? null} />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  face: DetectedFace;
  candidates: Candidate[];
  gets: SourceFace | null;
}

function Row({ face, candidates, gets }: RowProps) {
  const { t } = useTranslation();
  const assign = useSwap((state) => state.assign);
  const number = face.index + 1;
  const chosen = candidates.find(({ of }) => sameFace(of, gets));
  return (
    <li className={classes.row}>
      <Thumbnail face={face} tag={String(number)} />
      <ArrowLeft aria-hidden className={classes.arrow} />
      <fieldset className={classes.choices}>
        <legend className="es-hidden">{t('faces.map.for', { number })}</legend>
        {candidates.map(({ of, face: source, letter: name }) => (
          <button
            key={name}
            type="button"
            className={classes.choice}
            aria-pressed={sameFace(of, gets)}
            aria-label={t('faces.face.source', { letter: name })}
            onClick={() => assign({ [face.index]: of })}
          >
            <Thumbnail face={source} tag={name} />
          </button>
        ))}
        <button
          type="button"
          className={classes.choice}
          aria-pressed={gets === null}
          aria-label={t('faces.map.none')}
          title={t('faces.map.none')}
          onClick={() => assign({ [face.index]: null })}
        >
          <span className={classes.none}>
            <Ban aria-hidden />
          </span>
        </button>
      </fieldset>
      <Expect face={face} chosen={chosen} number={number} />
    </li>
  );
}

function Thumbnail({ face, tag }: { face: DetectedFace; tag: string }) {
  return (
    <span className={classes.thumb} aria-hidden>
      <img src={face.thumbnail} alt="" draggable={false} />
      <span className={classes.tag}>{tag}</span>
    </span>
  );
}

interface ExpectProps {
  face: DetectedFace;
  chosen: Candidate | undefined;
  number: number;
}

/** What can be expected of this pair, in words. */
function Expect({ face, chosen, number }: ExpectProps) {
  const { t } = useTranslation();
  if (!chosen) return <p className={classes.expect}>{t('faces.map.none')}</p>;
  const degrees = apart(chosen.face, face);
  const says = (one: DetectedFace, name: string) =>
    `${name}: ${[t(`faces.quality.${qualityWord(one)}`), ...hintsOf(one).map(({ code, value }) => t(`faces.hint.${code}`, { value }))].join(', ')}`;
  return (
    <div className={classes.expect}>
      <p>{says(chosen.face, chosen.letter)}</p>
      <p>{says(face, String(number))}</p>
      {degrees > APART.doubtful && (
        <p className={classes.warn}>
          {t(degrees > APART.refused ? 'faces.map.refused' : 'faces.map.apart', { value: degrees })}
        </p>
      )}
    </div>
  );
}
