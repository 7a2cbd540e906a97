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
  it('keeps what it sells when it is configured', () =>
    past(opened)
      .when(configure)
      .then(WarehouseConfigured.of({ ...configure.data, sells: false })));
  it('must be there to be configured', () => past().when(configure).thenRejected('warehouse-unknown'));
});
