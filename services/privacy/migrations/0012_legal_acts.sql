-- The dated registry of legal acts (clause 3.3): whatever cites the law cites a row here, so a new law, a new wording or a
-- repeal is a new row and never code. Of the revisions of a code, the latest that has begun by a day speaks for that day.

CREATE TABLE legal_acts (
  code           text NOT NULL CONSTRAINT legal_acts_code CHECK (code ~ '^[A-Z][A-Z0-9-]{1,39}$'),
  revision       integer NOT NULL,
  title_ky       text NOT NULL,
  title_ru       text NOT NULL,
  title_en       text NOT NULL,
  -- Of the act itself, as it was adopted; a revision keeps them.
  number         text NOT NULL,
  adopted_on     date NOT NULL,
  in_force_from  date NOT NULL,
  -- The first day on which the act no longer holds; null: until a later row says otherwise.
  in_force_until date,
  registered_at  timestamptz(3) NOT NULL DEFAULT app_now(),
  -- The staff account that registered it; null for what came with the installation.
  registered_by  uuid,
  PRIMARY KEY (code, revision),
  CONSTRAINT legal_acts_end_after_they_begin CHECK (in_force_until > in_force_from)
);

-- A revision speaks from its first day on, so an earlier day than its predecessor's would rewrite what was cited since.
CREATE FUNCTION legal_acts_revisions_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last legal_acts%ROWTYPE;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('legal_acts'));
  SELECT * INTO last FROM legal_acts WHERE code = NEW.code ORDER BY revision DESC LIMIT 1;
  IF NEW.revision <> COALESCE(last.revision, 0) + 1 THEN
    RAISE EXCEPTION 'revision % of % does not follow', NEW.revision, NEW.code USING ERRCODE = 'check_violation', CONSTRAINT = 'legal_acts_revisions_follow';
  END IF;
  IF NEW.in_force_from < last.in_force_from THEN
    RAISE EXCEPTION 'revision % of % begins before the one it follows', NEW.revision, NEW.code USING ERRCODE = 'check_violation', CONSTRAINT = 'legal_acts_in_order';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER legal_acts_order BEFORE INSERT ON legal_acts FOR EACH ROW EXECUTE FUNCTION legal_acts_revisions_follow();
CREATE TRIGGER legal_acts_append_only BEFORE UPDATE OR DELETE ON legal_acts FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER legal_acts_not_truncated BEFORE TRUNCATE ON legal_acts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE legal_act_articles (
  code     text NOT NULL,
  revision integer NOT NULL,
  article  text NOT NULL CONSTRAINT legal_act_articles_article CHECK (article ~ '^[1-9][0-9]{0,4}(-[1-9][0-9]?)?$'),
  -- What the article is about.
  title_ky text NOT NULL,
  title_ru text NOT NULL,
  title_en text NOT NULL,
  PRIMARY KEY (code, revision, article),
  CONSTRAINT legal_act_articles_act FOREIGN KEY (code, revision) REFERENCES legal_acts (code, revision)
);
CREATE TRIGGER legal_act_articles_append_only BEFORE UPDATE OR DELETE ON legal_act_articles FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER legal_act_articles_not_truncated BEFORE TRUNCATE ON legal_act_articles FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What the platform itself cites. Titles of articles say what they are about, in our words.
INSERT INTO legal_acts (code, revision, title_ky, title_ru, title_en, number, adopted_on, in_force_from) VALUES
  ('KG-CONSTITUTION', 1, 'Кыргыз Республикасынын Конституциясы', 'Конституция Кыргызской Республики',
   'Constitution of the Kyrgyz Republic', 'referendum', '2021-04-11', '2021-05-05'),
  ('KG-2008-58', 1, 'Жеке мүнөздөгү маалымат жөнүндө Кыргыз Республикасынын Мыйзамы',
   'Закон Кыргызской Республики «Об информации персонального характера»',
   'Law of the Kyrgyz Republic on information of a personal nature', '58', '2008-04-14', '2008-04-18');
INSERT INTO legal_act_articles (code, revision, article, title_ky, title_ru, title_en) VALUES
  ('KG-CONSTITUTION', 1, '29', 'Жеке жашоонун кол тийбестиги, маалыматты коргоо', 'Неприкосновенность частной жизни, защита сведений о человеке',
   'Privacy, and protection of data on a person'),
  ('KG-2008-58', 1, '5', 'Жеке маалыматтар менен иштөөнүн негиздери', 'Основания работы с персональными данными', 'Grounds for work with personal data'),
  ('KG-2008-58', 1, '6', 'Купуялуулук режими', 'Режим конфиденциальности', 'Regime of confidentiality'),
  ('KG-2008-58', 1, '9', 'Субъекттин макулдугу', 'Согласие субъекта', 'Consent of the person'),
  ('KG-2008-58', 1, '10', 'Субъекттин өз маалыматына жетүү укугу', 'Право субъекта на доступ к своим данным', 'The person''s right of access to their own data'),
  ('KG-2008-58', 1, '15', 'Субъекттин укуктарын чектөө', 'Ограничение прав субъекта', 'Limits of the person''s rights'),
  ('KG-2008-58', 1, '17', 'Маалыматтар массивин кармоочунун милдеттери', 'Обязанности держателя массива', 'Duties of the holder of an array'),
  ('KG-2008-58', 1, '24', 'Маалыматты үчүнчү тарапка берүү жана субъектке билдирүү', 'Передача данных третьей стороне и уведомление субъекта',
   'Transfer of data to a third party, and notice to the person'),
  ('KG-2008-58', 1, '30', 'Массивдерди жана кармоочуларды каттоо', 'Регистрация массивов и держателей', 'Registration of arrays and their holders');
