import { Button, Code, CopyButton, Group, Modal, Stack, Text } from '@mantine/core';
import { useLanguage } from '../language/language';

interface CodeDialogProps {
  /** Absent while there is nothing to show. */
  readonly code: string | undefined;
  readonly onClose: () => void;
}

/** Shows a code once: when the dialogue is closed, the page knows it no more. */
export function CodeDialog({ code, onClose }: CodeDialogProps) {
  const { t } = useLanguage();
  return (
    <Modal
      opened={code !== undefined}
      onClose={onClose}
      title={t('voucher.code')}
      centered
      closeButtonProps={{ 'aria-label': t('voucher.close') }}
    >
      <Stack>
        <Text size="sm">{t('voucher.codeSays')}</Text>
        <Code block fz="lg">
          {code}
        </Code>
        <Group justify="flex-end">
          <CopyButton value={code ?? ''}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? t('voucher.copied') : t('voucher.copy')}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{t('voucher.close')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
