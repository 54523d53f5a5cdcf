import { Button } from '@mantine/core';
import { useTranslation } from '../../i18n/index.ts';
import { Screen, Trouble } from '../../ui/index.ts';
import { useNavigation } from '../state/navigation.tsx';
import { useFailureText } from '../state/use-ask.ts';
import { ChangeList, NewList } from './form/make-list.tsx';
import { ListScreen } from './list-screen.tsx';
import { ListsOverview } from './lists-overview.tsx';
import { useCampaign } from './use-campaigns.ts';

/** All lists, one of them, or the form for one. */
export function ListsScreen() {
  const place = useNavigation((navigation) => navigation.lists);
  switch (place.kind) {
    case 'all':
      return <ListsOverview />;
    case 'new':
      return <NewList source={place.source} />;
    case 'list':
    case 'change':
      return <OneList key={place.id} id={place.id} changing={place.kind === 'change'} />;
  }
}

function OneList({ id, changing }: { id: string; changing: boolean }) {
  const { t } = useTranslation(['campaigns', 'common']);
  const { value: campaign, failure, reload } = useCampaign(id);
  const failureText = useFailureText();
  const openLists = useNavigation((navigation) => navigation.openLists);
  if (campaign) return changing ? <ChangeList campaign={campaign} /> : <ListScreen campaign={campaign} />;
  return (
    <Screen
      title={t('title')}
      actions={
        <Button variant="default" onClick={() => openLists({ kind: 'all' })}>
          {t('list.back')}
        </Button>
      }
    >
      {failure && <Trouble text={failureText(failure)} verb={t('common:retry')} onAct={reload} />}
    </Screen>
  );
}
