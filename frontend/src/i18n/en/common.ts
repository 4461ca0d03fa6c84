export const common = {
  'common.retry': 'Retry',
  'common.cancel': 'Cancel',
  'common.close': 'Close',
  'common.save': 'Save',
  'common.undo': 'Undo',
  'common.copied': 'Copied',
  'common.copyDetail': 'Copy details',
  'common.loading': 'Loading',
  'common.example': 'Try: “{{text}}”',
  'common.selected': 'Selected',
  'common.favorite': 'Favourite',
};
