import { main } from '@concord/service';
import { declaration } from './declaration';

void main(declaration);
