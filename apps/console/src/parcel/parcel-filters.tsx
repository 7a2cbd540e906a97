import { Select } from '@mantine/core';
import { useLanguage } from '../language/language';
import { useFilters } from '../list/filters';
import { useWarehouses, warehouseChoices } from '../warehouse/warehouses';
import { STEPS } from './next-step';

/** Narrows a list to one of the warehouses in which the person works. */
export function WarehouseFilter() {
  const { t } = useLanguage();
  const [{ warehouse }, setFilters] = useFilters();
  const choices = warehouseChoices(useWarehouses());
  const isListed = warehouse === undefined || choices.some(({ value }) => value === warehouse);
  return (
    <Select
      label={t('parcel.warehouse')}
      data={[
        { value: '', label: t('list.all') },
        ...choices,
        ...(isListed ? [] : [{ value: warehouse, label: warehouse }]),
      ]}
      value={warehouse ?? ''}
      onChange={(value) => setFilters({ warehouse: value || undefined })}
      allowDeselect={false}
    />
  );
}

/** Narrows the parcels to those with one next step. */
export function StepFilter() {
  const { t } = useLanguage();
  const [{ next }, setFilters] = useFilters();
  return (
    <Select
      label={t('parcel.next')}
      data={[
        { value: '', label: t('list.all') },
        ...STEPS.map((value) => ({ value, label: t(`parcel.steps.${value}`) })),
      ]}
      value={next ?? ''}
      onChange={(value) => setFilters({ next: value || undefined })}
      allowDeselect={false}
    />
  );
}
