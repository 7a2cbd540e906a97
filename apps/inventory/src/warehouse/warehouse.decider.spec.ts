import { WarehouseConfigured, WarehouseOpened } from '@concord/contracts';
import { given } from '@concord/event-sourcing';
import { type ConfigureWarehouse, warehouse } from './warehouse.decider';

const flags = { warehouse: 'BACK', name: 'Returns', ships: false, acceptsReturns: true };
const opened = WarehouseOpened.of({ ...flags, sells: false });
const configure: ConfigureWarehouse = { type: 'ConfigureWarehouse', data: { ...flags, name: 'Returns north' } };
const past = given(warehouse);

describe('a warehouse', () => {
  it('may accept returns without selling', () =>
    past()
      .when({ type: 'OpenWarehouse', data: { ...flags, sells: false } })
      .then(opened));
  it('is opened once', () =>
    past(opened)
      .when({ type: 'OpenWarehouse', data: { ...flags, sells: true } })
      .thenRejected('warehouse-exists'));
  it('keeps the flags that a configuration leaves out', () =>
    past(opened)
      .when(configure)
      .then(WarehouseConfigured.of({ ...flags, name: 'Returns north', sells: false })));
  it('stops selling when it is configured so', () =>
    past(opened, WarehouseConfigured.of({ ...flags, sells: true }))
      .when({ type: 'ConfigureWarehouse', data: { warehouse: 'BACK', sells: false } })
      .then(WarehouseConfigured.of({ ...flags, sells: false })));
  it('keeps what a request leaves out, and changes nothing where nothing differs', () => {
    past(opened)
      .when({ type: 'ConfigureWarehouse', data: { warehouse: 'BACK', name: 'Returns north' } })
      .then(WarehouseConfigured.of({ ...flags, name: 'Returns north', sells: false }));
    past(opened)
      .when({ type: 'ConfigureWarehouse', data: { warehouse: 'BACK', ships: false } })
      .then();
  });
  it('must be open to be configured', () => past().when(configure).thenRejected('warehouse-unknown'));
});
