import { ChartLine, Table } from 'lucide-react';
import { Choice } from '../components/choice.tsx';
import { usePreferences } from '../preferences.ts';

/** Chart or table. */
export function ViewChoice() {
  const { view, set } = usePreferences();
  return (
    <Choice
      label="Show as"
      value={view}
      onChange={(view) => set({ view })}
      options={[
        {
          value: 'chart',
          label: (
            <>
              <ChartLine aria-hidden size={14} /> Chart
            </>
          ),
        },
        {
          value: 'table',
          label: (
            <>
              <Table aria-hidden size={14} /> Table
            </>
          ),
        },
      ]}
    />
  );
}
