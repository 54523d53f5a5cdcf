import { Button, Progress } from '@mantine/core';
import { useTranslation } from '../../i18n/index.ts';
import classes from './imports.module.css';
import { fileSize } from './mapping.ts';
import { useImport } from './use-import.ts';

export function Uploading() {
  const { t, i18n } = useTranslation('imports');
  const file = useImport((state) => state.file);
  const uploaded = useImport((state) => state.uploaded);
  const looking = useImport((state) => state.stage === 'looking');
  const looked = useImport((state) => state.progress?.rows ?? 0);
  const cancel = useImport((state) => state.cancel);
  const size = file?.size ?? 0;
  const percent = looking ? 100 : size === 0 ? 0 : (uploaded / size) * 100;
  const title = t('upload.reading', { name: file?.name ?? '' });
  return (
    <div className={classes.narrow}>
      <div className={classes.panel}>
        <h2 className={classes.panelTitle}>{title}</h2>
        <Progress value={percent} animated={looking} aria-label={title} size="md" />
        <div className={classes.between}>
          <span className={classes.dim} role="status">
            {looking
              ? looked > 0
                ? t('upload.rows', { count: looked })
                : t('upload.looking')
              : t('upload.progress', {
                  done: fileSize(uploaded, i18n.language),
                  total: fileSize(size, i18n.language),
                })}
          </span>
          <Button variant="default" onClick={() => void cancel()}>
            {t('upload.cancel')}
          </Button>
        </div>
      </div>
    </div>
  );
}
