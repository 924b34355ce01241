-- A fact about a person who was erased makes nothing of them anew. What the account's own row guards (attributes, logins,
-- sessions) needs no trigger: whoever writes those holds it and sees that it is erased.
CREATE TRIGGER consents_erased_stay_erased BEFORE INSERT ON consents FOR EACH ROW EXECUTE FUNCTION erased_stay_erased('citizen_id');
CREATE TRIGGER running_contracts_erased_stay_erased BEFORE INSERT ON running_contracts FOR EACH ROW EXECUTE FUNCTION erased_stay_erased('citizen_id');
CREATE TRIGGER statistics_acts_erased_stay_erased BEFORE INSERT ON statistics_acts FOR EACH ROW EXECUTE FUNCTION erased_stay_erased('citizen_id');
CREATE INDEX statistics_acts_by_citizen ON statistics_acts (citizen_id);
CREATE INDEX running_contracts_by_citizen ON running_contracts (citizen_id);
CREATE INDEX disputes_by_holder ON disputes (holder);
CREATE INDEX disputes_by_challenger ON disputes (challenger);
