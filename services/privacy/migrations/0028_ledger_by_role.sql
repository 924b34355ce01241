-- The history of the ledger is append-only by role as well as by trigger: the service's own role gives up the right to change it, so
-- that no statement of the service, nor one slipped into it, gets as far as a trigger. Taking it back takes a GRANT by the owner.
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_entries, ledger_leaves, ledger_nodes, ledger_checkpoints FROM CURRENT_USER;

-- A foreign key locks the row that it points to, for which PostgreSQL wants the right to update some column of it. The trigger
-- refuses an update of this one like any other.
GRANT UPDATE (id) ON ledger_entries TO CURRENT_USER;
