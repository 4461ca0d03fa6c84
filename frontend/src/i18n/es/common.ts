export const common = {
  'common.retry': 'Reintentar',
  'common.cancel': 'Cancelar',
  'common.close': 'Cerrar',
  'common.save': 'Guardar',
  'common.undo': 'Deshacer',
  'common.copied': 'Copiado',
  'common.copyDetail': 'Copiar detalle',
  'common.loading': 'Cargando',
  'common.example': 'Prueba: «{{text}}»',
  'common.selected': 'Seleccionado',
  'common.favorite': 'Favorito',
};
