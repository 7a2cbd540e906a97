import type { Inventory } from '@concord/client';
import { Action, type Field, type Typed } from '../action/action';
import { useLanguage } from '../language/language';
import { shop } from '../shop';
import { warehouseChoices } from '../warehouse/warehouses';

const GRADES = ['A', 'B', 'C', 'D', 'M', 'W'] as const;
type Grade = (typeof GRADES)[number];

interface GradeLineProps {
  readonly returnId: string;
  /** The units without a grade. */
  readonly line: { readonly lineId: string; readonly sku: string; readonly quantity: number };
  readonly takers: readonly Inventory.Warehouse[];
  readonly isMain: boolean;
}

/** Says in what state units of a line came back. */
export function GradeLine({ returnId, line: { lineId, sku, quantity }, takers, isMain }: GradeLineProps) {
  const { t } = useLanguage();
  const fields = ({ grade = 'A' }: Typed): Field[] => [
    {
      name: 'grade',
      label: t('return.grade'),
      kind: 'choice',
      initial: 'A',
      choices: GRADES.map((value) => ({ value, label: `${value} · ${t(`return.grades.${value}`)}` })),
    },
    { name: 'quantity', label: t('return.units'), kind: 'number', min: 1, max: quantity, initial: quantity },
    ...(grade === 'W' ? [{ name: 'foundSku', label: t('return.foundSku'), kind: 'text', max: 64 } as const] : []),
    // Units that are gone need no place.
    ...(grade === 'M' || grade === 'D'
      ? []
      : [
          {
            name: 'restockTo',
            label: t('return.restockTo'),
            kind: 'choice',
            isOptional: true,
            choices: [{ value: '', label: t('return.stays') }, ...warehouseChoices(takers)],
          } as const,
        ]),
  ];
  return (
    <Action
      label={t('return.gradeLine', { sku })}
      says={({ grade }) => t(`return.gradeThen.${grade as Grade}`)}
      isMain={isMain}
      fields={fields}
      run={({ grade, quantity: units, foundSku, restockTo }) =>
        shop.inventory.post('/v1/return-receipts/{returnId}/lines/{line}/grade', {
          path: { returnId, line: lineId },
          body: {
            grade: grade as Grade,
            quantity: Number(units),
            ...(foundSku !== undefined && { foundSku: String(foundSku).trim() }),
            ...(restockTo && { restockTo: String(restockTo) }),
          },
        })
      }
    />
  );
}
