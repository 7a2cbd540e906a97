import type { ReactNode } from 'react';
import classes from './main-step.module.css';

/** The one button for what is done next. */
export const MainStep = ({ children }: { readonly children: ReactNode }) => (
  <div className={classes.step}>{children}</div>
);
