import type { ReactNode } from 'react';
import { type Accept, useDropzone } from 'react-dropzone';
import classes from './drop-zone.module.css';

interface Props {
  accept: Accept;
  multiple?: boolean;
  /** Names the hidden input of the file picker. */
  label: string;
  /** Said while files hang over the zone, and while they are of the wrong kind. */
  drop: string;
  wrong: string;
  /** The limit in words. */
  limit: string;
  /** Whatever was dropped or picked, the wrong ones too: the caller names the reason. */
  onFiles: (files: File[]) => void;
  className?: string | undefined;
  /** The sign that files may be dropped covers the zone, not the page: there are other zones beside it. */
  contained?: boolean;
  /** Gets what opens the file picker. */
  children: (pick: () => void) => ReactNode;
}

/** Everything inside takes files, dropped anywhere on it or picked (UX-1, UX-3). */
export function DropZone(props: Props) {
  const { accept, multiple = false, label, drop, wrong, limit, onFiles, className, contained, children } = props;
  const zone = useDropzone({
    accept,
    multiple,
    noClick: true,
    noKeyboard: true,
    noPaste: true, // it would only hear pastes inside the zone; usePastedFiles hears the whole page
    onDrop: (accepted, refused) => {
      const files = [...accepted, ...refused.map(({ file }) => file)];
      if (files.length > 0) onFiles(files);
    },
  });
  return (
    <div {...zone.getRootProps({ className: className ?? classes.zone, role: undefined, tabIndex: undefined })}>
      <input {...zone.getInputProps({ 'aria-label': label })} />
      {children(zone.open)}
      {zone.isDragActive && (
        <div className={classes.overlay} data-wrong={zone.isDragReject || undefined} data-contained={contained}>
          <p className={classes.title}>{zone.isDragReject ? wrong : drop}</p>
          <p className={classes.limit}>{limit}</p>
        </div>
      )}
    </div>
  );
}
