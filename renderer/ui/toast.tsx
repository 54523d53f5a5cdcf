import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';

/** Long enough to notice and to reach the button while talking. */
const UNDO_MS = 8000;

export function toastFailure(message: string): void {
  // The same sentence twice is one trouble: the id makes the second one replace the first.
  notifications.show({
    id: message,
    message,
    color: 'red',
    autoClose: 10_000,
    withBorder: true,
    role: 'alert',
  });
}

export function toastDone(message: string): void {
  notifications.show({ message, autoClose: 4000, withBorder: true });
}

/** What the notice that is on the screen would take back. */
let offered: (() => void) | undefined;

/** By key, as its button does: nobody walks there with Tab within eight seconds. False: nothing is offered. */
export function undoOffered(): boolean {
  const undo = offered;
  undo?.();
  return undo !== undefined;
}

export function toastUndo(message: string, verb: string, undo: () => void): void {
  const id = crypto.randomUUID();
  const take = () => {
    notifications.hide(id);
    undo();
  };
  offered = take;
  notifications.show({
    id,
    onClose: () => {
      if (offered === take) offered = undefined;
    },
    autoClose: UNDO_MS,
    withBorder: true,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="md">
        <Text size="sm">{message}</Text>
        <Button
          size="compact-sm"
          variant="light"
          // A long sentence must not squeeze its verb.
          flex="none"
          aria-keyshortcuts="Control+Z"
          onClick={take}
        >
          {verb}
        </Button>
      </Group>
    ),
  });
}
