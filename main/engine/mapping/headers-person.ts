/**
 * What people call the columns of a customer file. Alternatives are separated by `|`; case, accents, spaces and
 * punctuation do not count (`Code Postal` = `CODE_POSTAL` = `codepostal`). `:0.6` weakens a name that often means
 * something else; absent = 1. French, English, German, Spanish, Italian, Portuguese, Dutch, some Polish and Nordic.
 */
export const PERSON_HEADERS = {
  title:
    'civilite|civ|titre:0.7|titre de civilite|title:0.55|salutation|anrede|tratamiento|titolo:0.6|aanhef|honorific|name prefix|prefix:0.5|prefixe:0.5|qualite:0.5|courtesy title|politesse|formule|trattamento|social title|id gender:0.5|mr mrs',
  sex: 'sexe|sex|gender|genre:0.7|geschlecht|sexo|genero:0.7|sesso|geslacht|sex code|gender code|gender cd|sex cd|code sexe|plec|sexe client|kon|kjonn',
  given_name:
    'prenom|prenoms|premier prenom|prenom usuel|prenom 1|first name|firstname|fname|f name|given name|givenname|given names|forename|forenames|christian name|vorname|rufname|vornamen|nombre:0.6|nombres:0.8|nombre de pila|primer nombre|nome:0.6|nome proprio|primeiro nome|voornaam|voornamen|roepnaam|imie|prn|pnom|prnom|first:0.6|first nm|fst name|givn name|fornamn|fornavn|etunimi|fname c 1|given|pre nom|name first|firstnm|frst nm|nume mic',
  middle_name:
    'middle name|middlename|middle names|mname|midl name|middle initial|middle|mi:0.5|second prenom|prenom 2|prenom 3|autres prenoms|deuxieme prenom|prenoms secondaires|zweiter vorname|segundo nombre|secondo nome|fname c 2|middle nm',
  family_name:
    'nom:0.9|nom usage|nom d usage|nom usuel|nom marital|nom epouse|nom famille|nom de famille|last name|lastname|lname|l name|surname|family name|familyname|sur name|nachname|familienname|zuname|apellido|apellidos|primer apellido|cognome|apelido|apelidos|sobrenome|achternaam|familienaam|nazwisko|efternamn|etternavn|efternavn|sukunimi|last:0.6|last nm|lname c 1|second name:0.5|name last|lst name|patronyme|lastnm|nome de familia|nom client:0.8|name of family',
  second_family_name: 'segundo apellido|apellido 2|second surname|lname c 2|second last name',
  name_particle: 'tussenvoegsel|tussenvoegsels|voorvoegsel|name particle|particule|namenszusatz:0.6',
  birth_name:
    'nom naissance|nom de naissance|nom naiss|nom jeune fille|nom de jeune fille|nom jf|njf|nom patronymique|nom de naiss|birth name|maiden name|maidenname|geburtsname|apellido de soltera|cognome da nubile|meisjesnaam|nom fille|birth surname|nom nai|mothers maiden name:0.2|previous surname:0.6|birth last name|nee',
  full_name:
    'nom complet|nom prenom|nom et prenom|nom prenoms|prenom nom|prenom et nom|nom et prenoms|full name|fullname|complete name|display name:0.8|person name|contact full name|customer name|client name|customer:0.4|client:0.35|nom client:0.6|nom du client:0.7|nom contact:0.6|name:0.6|nom:0.5|voller name|vollstandiger name|vollstaendiger name|nombre completo|nombre y apellidos|apellidos y nombre|nome completo|nome e cognome|cognome e nome|nome cognome|nominativo|naam:0.7|volledige naam|nombre:0.4|nome:0.4|identite|patient name|cardholder|card holder|titulaire|porteur|beneficiaire:0.7|destinataire:0.6|recipient:0.5|passenger name|holder name|account holder|member name|membre:0.5|adherent:0.5|salarie:0.5|employee name|full nm|nm:0.4|nom client complet|name full|nom affiche|first and surname|imie i nazwisko|contact:0.3|voter name|kontoinhaber|ansprechpartner:0.4|name 1:0.5',
  birth_date:
    'date naissance|date de naissance|date naiss|dat naiss|dt naissance|dt naiss|d naissance|datenaiss|dnaiss|ddn|naissance|ne le|nee le|ne e le|birth date|birthdate|date of birth|dateofbirth|dob|birthday|birth day:0.7|bday|d o b|geburtsdatum|geburtstag|geb datum|gebdat|geb dat|fecha nacimiento|fecha de nacimiento|fec nac|f nacimiento|nacimiento|data nascita|data di nascita|nascita|data de nascimento|data nascimento|nascimento|geboortedatum|anniversaire|date anniversaire|data urodzenia|fodelsedatum|fodselsdato|syntymaaika|birth dt|dt of birth|date birth|birth|born|born on|cumpleanos|compleanno|date naissance client',
  birth_day:
    'birth day of month|jour naissance|jour de naissance|bd:0.5|day of birth|birthday day|dob day|geburtstag tag',
  birth_month: 'birth month|mois naissance|mois de naissance|bm:0.5|month of birth|dob month',
  birth_year:
    'birth year|annee naissance|annee de naissance|by:0.5|year of birth|yob|dob year|geburtsjahr|ano nacimiento|anno nascita|birthyear',
  language:
    'langue|language|lang|langue client|preferred language|langue preferee|sprache|idioma|lingua|taal|id lang|locale|language code|code langue|langue de correspondance|customer locale|preferred locale',
  job_title:
    'fonction|job title|jobtitle|job|position:0.7|poste:0.6|titre fonction|funktion|cargo|puesto|ruolo|functie|role:0.5|occupation|profession|metier|contact title|beruf|qualification:0.4|intitule de poste|emploi|csp:0.4|job position|title role',
  email:
    'email|e mail|mail|mel|courriel|courrier electronique|adresse mail|adresse email|adresse e mail|adr mail|adr email|adresse electronique|adresse courriel|email address|emailaddress|mail address:0.8|email 1|email 2|email pro|email perso|mail pro|mail perso|correo|correo electronico|correo e|email adresse|e mail adresse|mailadresse|mail adresse|e mailadres|emailadres|posta elettronica|indirizzo email|indirizzo e mail|endereco de email|mail 1|mail 2|email client|contact email|contact mail|electronic mail|e post|epost|sahkoposti|adres email|direccion de correo|direccion email|emails|email value|person email|login email|user email|primary email|alternate email|secondary email|email secondaire|e mail 1 value|paypal email',
  phone:
    'telephone|tel|telefon|telefono|telefone|phone|phone number|phonenumber|num tel|numero tel|numero telephone|numero de telephone|no tel|n tel|n telephone|tel 1|tel 2|tel 3|telephone 1|telephone 2|tph|phone no|phone nr|phone num|contact number|contact phone|contact no|full phone number|telefonnummer|telefon nr|rufnummer|telefoon|telefoonnummer|numero de telefono|nr telefon|puhelin|telefone contato|phone 1|phone 2|ph:0.6|ph no|phones|telno|tel no|daytime phone|evening phone|phone number value|telephone client|telefonnr|coordonnees tel',
  mobile:
    'mobile|portable|tel portable|tel mobile|tel mob|telephone portable|telephone mobile|gsm|cell|cell phone|cellphone|cellular|mobile phone|mobilephone|mobile number|mobile no|phone mobile|mob|port:0.7|tel port|telport|telmob|num portable|num mobile|numero portable|numero mobile|no portable|handy|handynummer|mobil|mobilnummer|mobiltelefon|movil|telefono movil|celular|cellulare|tel cell|telemovel|mobiel|mobiele telefoon|mobiele nummer|sms:0.6|sms number|komorka|whatsapp|mobile phone number|portable 1|portable 2|portable perso|portable pro|tel gsm',
  landline:
    'tel fixe|fixe|telephone fixe|tel domicile|telephone domicile|tel fix|telfixe|landline|land line|home phone|homephone|phone home|fixed line|fixed phone|festnetz|festnetznummer|telefono fijo|fijo|telefono fisso|fisso|vaste telefoon|tel dom|tel perso|num fixe|numero fixe|phone landline|private phone|telefon privat|no fixe|ligne fixe|residential phone|telefone fixo',
  fax: 'fax|telecopie|telecopieur|telefax|fax number|num fax|no fax|numero fax|faxnummer|fax no|facsimile',
  phone_area: 'area cd|area code|phone area|phone area code|ddd|vorwahl|indicatif|phone prefix|prefisso',
  line: 'adresse|address|adr|adress|adresse 1|adr 1|address 1|addr|addr 1|ad 1|adresse ligne 1|adresse ligne|ligne 1|ligne adresse 1|ligne adresse|l 1:0.4|line 1|line1|address line 1|address line|addressline 1|addressline|street address|street address 1|street line 1|adresse postale|adresse complete|full address|address full|adresse rue|postal address|mailing address|residential address|home address|anschrift|adresszeile 1|adresszeile|direccion|direccion 1|domicilio:0.8|indirizzo|indirizzo 1|morada|endereco|endereco 1|adres|adresregel 1|adresse voie:0.9|adresse 1 ligne|mail addr 1|res street address|adrs|adresse client|adresse livraison|adresse facturation|adresse siege|formatted address|address text|street full|mailing street|billing street|shipping street|other street|adr voie|adresse ligne 4|l 4 voie|location address|street 1|adresse du site|rue et numero|rue et no|strasse hausnummer|strasse und hausnummer|strasse nr|strasse hnr|nummer en straat|straat en nummer|via e numero|addressee street|thoroughfare:0.7|site address|address street|address street 1',
  house_number:
    'street number|street no|street num|house number|house no|housenumber|house num|streetnumber|building number:0.8|numero voie|num voie|no voie|n voie|numero de voie|numero rue|num rue|no rue|n rue|numero dans la voie|hausnummer|hausnr|haus nr|hnr|numero calle|numero civico|civico|n civico|huisnummer|huisnr|numero de calle|numero exterior|st num|st no|addr number|premise number|numero adresse|numvoie|novoie|wayfare number|nr domu|numero via|numero casa|address number',
  number_index:
    'indice repetition|indice de repetition|bis ter|btq|repetition|huisnummer toevoeging|huisnummertoevoeging|hausnummer zusatz|hausnummerzusatz|house number suffix|half code|indice rep|toevoeging',
  street_type:
    'type voie|type de voie|type rue|nature voie|typ voie|street type|tipo via|tipo de via|tipo calle|street type cd|street suffix|code type voie|tipo logradouro|thoroughfare type',
  street:
    'rue|voie|nom voie|nom de voie|nom rue|libelle voie|lib voie|libelle de voie|nom de la rue|nom de la voie|street|street name|streetname|strasse|str|strassenname|calle|nombre via|nombre de la calle|via|rua|logradouro|straat|straatnaam|road|road name|ulica|gata|gate|st name|street nm|nom voirie|wayfare',
  complement:
    'complement|complement adresse|complement d adresse|compl adresse|compl adr|cplt adresse|cplt adr|cpl adr|compadr|compl|cplt|adresse 2|adr 2|address 2|addr 2|ad 2|address line 2|addressline 2|line 2|adresse ligne 2|ligne 2|ligne adresse 2|street address 2|street line 2|street 2|adresse 3|adr 3|address 3|addr 3|address line 3|line 3|ligne 3|adresse ligne 3|ligne adresse 3|adresse complement|adresszusatz|adresszeile 2|zusatz:0.6|adresregel 2|direccion 2|indirizzo 2|endereco 2|complemento|batiment|bat|bldg|building|building name|residence|appartement|appt|apt|apartment|apartment number|unit|unit number|flat|flat number|suite|etage|floor|piso|puerta|escalier|porte|lieu dit|lieudit|bp|boite postale|po box|postfach|c o|care of|mail addr 2|mail addr 3|address complement|etage escalier|interno|scala|immeuble|entree|unit no|co address',
  postcode:
    'code postal|codepostal|cp|c p|cpost|code post|codpost|codpos|cod postal|cod post|code p:0.5|postal code|postalcode|postal|post code|postcode|zip|zip code|zipcode|zip cd|postal cd|postleitzahl|plz|codigo postal|c postal|cap|codice postale|codice avviamento postale|cep|postnummer|postnr|kod pocztowy|postinumero|zip postal code|zip 5|zip5|mail zipcode|code poste|postcode fake|zip or postal code|postkode|npa:0.7|post cd|cpostal',
  city: 'ville|commune|localite|city|town|suburb|locality|village|bureau distributeur|libelle commune|nom commune|ort|stadt|wohnort|ciudad|poblacion|localidad|municipio|citta|comune|localita|cidade|stad|plaats|woonplaats|gemeente|miasto|city name|ville client|post town|posttown|municipality|city town|res city desc|mail city|kaupunki|by:0.2|stad plaats|city desc|city nm|nom ville|vil|burg:0.3|acheminement|libelle acheminement|ville acheminement|settlement|residence city|town city|cidade localidade',
  postcode_city:
    'cp ville|code postal ville|cpville|zip city|zipcity|postcode city|postal city|plz ort|cp localite|code postal et ville|cp et ville|ville cp|city zip|city postcode|postcode town|cap citta|cp poblacion|postcode plaats|ville code postal|adresse ligne 6|l 6:0.4|city state zip:0.6',
  region:
    'region|state|province|departement|dept|dep:0.5|county|etat:0.5|bundesland|kanton|canton|provincia|regione|comunidad|comunidad autonoma|estado:0.6|distrito|provincie|state code|state cd|province code|state province|state region|region code|code departement|code region|libelle departement|nom departement|libelle region|wojewodztwo|lan:0.3|mail state|state abbr|state name|administrative area|prov|nom region',
  country:
    'pays|country|country code|code pays|countrycode|country name|libelle pays|pays code|nation:0.7|land|pais|paese|nazione|landcode|country iso|iso country|pays iso|country id:0.5|country cd|laenderkennzeichen|landkennzeichen|pays residence|pays de residence|ctry|kraj|maa|staat|country code v 2|country region|codepays',
  address_type:
    'address type|adresse type|type adresse|type d adresse|addresses type|adresstyp|tipo direccion|tipo indirizzo',
} as const;
