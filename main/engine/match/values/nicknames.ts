import { fold } from './text.ts';

/**
 * Given names that stand for one another, French and English: full form first, then its short, pet and
 * foreign forms. A form may stand for several names (Alex, Sam, Dom): it is then a variant of each of them.
 */
const GROUPS = `
Abigail Abby Abbie Gail
Adelaide Adele Heidi Della Addie
Adrien Adrian Adri
Agathe Agatha Aggie
Agnes Aggie Nessie Ines
Albert Al Bert Bertie Bebert
Alexandra Alex Alexa Sandra Sandy Lexi Lexie Sacha Sasha Alix
Alexandre Alexander Alex Alec Sandy Sacha Sasha Xander Alexandru
Alexis Alex Lex
Alfred Al Alf Alfie Fred Freddy
Alice Ali Lili Licia
Alison Ali Allie
Amandine Mandy Mandine
Amanda Mandy
Amelie Amelia Emilie Millie Amy
Anastasia Ana Stacy Stacey Nastasia
Andre Andrew Andy Drew Dede Andrea
Angelique Angela Angie Angel Angelina
Anne Anna Ann Annie Nancy Anouk Annette Anita Nina Hannah Nan
Annabelle Anna Belle Bella Annabel
Anthony Antony Tony Ant Toni
Antoine Tony Toine Titi Anthony Antonin Antonio
Antoinette Toinette Nette Toni
Arnaud Nono Arno
Arthur Art Artie Thur
Audrey Drey Audree
Auguste August Gus Augustin Augustus Gustin
Aurelie Lily Aure Aurel
Aurelien Aure Aurel
Barbara Babs Barb Barbie Babette
Barnabe Barnaby Barney
Bartholomew Bart Barthelemy
Beatrice Bea Trixie Beatrix Bee
Benedict Ben Benoit Benny
Benedicte Bene
Benjamin Ben Benji Benny Benj Jamie
Benoit Ben Beni
Bernadette Bernie Dette Berna
Bernard Bernie Nanard Bern Barney
Berthe Bertha Bertie
Bertrand Bert Bertie
Beverley Bev Beverly
Bradley Brad
Brigitte Bridget Bibi Gigi Bridie Biddy Britt
Bruno Nono
Camille Cam Mimi Camilla Milla Cami
Carole Carol Caro Carrie
Caroline Caro Carrie Carol Line Lina Carolyn Caz
Cassandra Cassandre Cass Cassie Sandra
Catherine Cathy Cath Kate Katie Kathy Kitty Katherine Kathryn Katharine Catarina Cate Kat Kay Kathleen Karine Katia
Cecile Cecilia Cec Cissy Cecily Celia Sissi
Cedric Ced Rick Cedrick
Celestine Tine Celeste
Celine Celina Line
Chantal Chanty
Charles Charlie Charly Chuck Chas Charley Carl Carlos Charlot
Charlotte Charlie Lottie Lotte Chacha Lola Charly
Chloe Clo Klo
Christelle Chris Christel Kristel
Christian Chris Christiaan Kris Cristian
Christiane Chris Christianne
Christine Chris Chrissie Tina Christina Cricri Kristine Christy Kirsten
Christophe Chris Christopher Kit Kris Tof Topher Christof Totof
Clara Claire Clare Clarisse
Claude Clo Claudie
Claudine Claudie Dine Claudette Claudia
Clement Clem Clemens Clemente
Clementine Clem Tine Clemmie
Clemence Clem
Clifford Cliff
Corinne Coco Corine Cora Corrie
Constance Connie Coco Stance
Constantin Constantine Costa Connie
Cornelius Neil Corneille Connie
Cynthia Cindy
Damien Dam Damian Damon
Daniel Dan Danny Dany Dani
Danielle Dany Dani Danie Daniele Daniela
David Dave Davy Dav Davey
Deborah Debbie Deb Debora Debra
Delphine Del Delf Fifi
Denis Dennis Den Denny Nis
Denise Denyse Nise Niecy
Desmond Des Desi
Diane Diana Di
Didier Did Didi
Dominique Dom Domi Dominic Dominick Nick
Donald Don Donnie Donny
Dorothee Dorothy Dot Dottie Dolly Dora Doro
Douglas Doug Dougie
Edgar Ed Eddie
Edith Edie
Edmond Ed Eddie Edmund Ted Ned
Edouard Ed Eddy Eddie Edward Ted Teddy Ned Doudou Edwin Eduard
Eleonore Eleanor Ellie Nora Nell Leonore Elinor Nellie
Elisabeth Elizabeth Babeth Liz Lizzie Beth Betty Lisa Elise Eliza Elsa Betsy Bess Lisbeth Libby Bette Isabel Babette Lise Zabeth
Elise Lise Lili Eli Elyse
Elodie Lodie Elo
Eloise Elo Heloise Lo
Emilie Emily Em Emmy Milie Mimi Millie Emilia
Emma Em Emmy
Emmanuel Manu Manny Emanuel Manuel
Emmanuelle Manu Emma Manue Manuela Manuelle
Eric Rick Ricky Erik Rico
Ernest Ernie Erny
Estelle Stella Esther Telle
Etienne Stephen Stephane Titi Tienne
Eugene Gene Gege
Eugenie Genie Nini Eugenia
Eva Eve Evie Evita Evelyne
Evelyne Evelyn Eve Line Evie
Fabien Fab Fabian
Fabienne Fab Fabi
Fabrice Fab Fabrizio Bricet
Fanny Francoise Stephanie Fan
Felix Fefe
Ferdinand Ferdi Nando Fernand Ferdy
Fernand Nando Nanand Fernando
Fiona Fi Fifi
Florence Flo Florie Flossie Flora
Florent Flo Florentin
Florian Flo Florien
Franck Frank Francky Frankie
Francois Frank Fran Francis Franck Fanfan Frans Francesco Francisco Paco
Francoise Fanny Fan Soizic France Francine Fran Frances
Frances Fran Fanny Frankie Francesca Francine Sis
Francis Frank Franky Fran Frankie
Frederic Fred Freddy Frederick Freddie Fredo Frederik Fritz
Frederique Fred Freddie Frede Rica
Gabriel Gab Gaby Gabe Gabi
Gabrielle Gab Gaby Gabi Gabriela Gabriella Brielle
Gaelle Gael
Gaston Gas
Genevieve Gene Ginette Gen Jenny Veve
Geoffroy Geoffrey Jeff Geoff Jeffrey Joffrey
Georges George Jojo Geo Georgie Jorge Giorgio
Georgina Georgie Gina Georgia Georgette
Gerald Gerry Jerry Gege Geraldo
Geraldine Gerry Dine
Gerard Gege Gerry Jerry
Germaine Maine
Gertrude Gertie Trudy
Gilbert Gil Gigi Bert
Gilles Gil Gillou
Ginette Gigi Nette Genevieve
Gisele Gigi Gisela Giselle
Gregoire Greg Gregory Gregor
Gregory Greg Gregoire Gregg
Guillaume Guy William Will Bill Willy Guigui Gui Wilhelm Guillermo
Gustave Gus Gust Gustavo
Guy Guytou
Gwendoline Gwen Gwenn Gwendolyn Wendy
Harold Harry Hal
Harriet Hattie Harriette
Helene Helen Ellen Lena Nell Helena Leni Elena Eleni
Henri Henry Harry Riton Hank Hal Enrique Hendrik Enzo
Henriette Henrietta Etta Riette Hattie Hetty
Herve Vevey
Hubert Bert Hub Hughie
Hugues Hugo Hugh Hughie Huey
Humphrey Humph
Ian Iain John
Ignace Ignatius Iggy Nacho Ignacio
Irene Rene Renie Rena
Isabelle Isa Bella Belle Isabel Isobel Zabou Izzy Babelle Izabella Isabella Isobelle
Isaac Ike Zac
Jackson Jack Jax
Jacob Jake Jacques Jakob Jay Cobi
Jacqueline Jackie Jacky Jacquie Line Jacklyn Jacki
Jacques Jack James Jacky Jacquot Jacob Jaco Jake
Jade Jay
James Jim Jimmy Jamie Jem Jaime
Janet Jan Jane Jeannette
Jean John Jeannot Johnny Jan Ivan Juan Joao Giovanni Yann Johan Jack Hans
Jeanne Jane Joan Jeannette Jeannine Janet Jenny Joanna Jeanette Giovanna Johanna Juana Jany
Jean-Baptiste JB Baptiste Batiste
Jean-Christophe JC Christophe
Jean-Claude JC Claude
Jean-Francois JF Jeff Francois
Jean-Jacques JJ Jacques
Jean-Louis JL Louis
Jean-Luc JL Luc
Jean-Marc JM Marc
Jean-Marie JM
Jean-Michel JM Jeanmi Michel
Jean-Paul JP Paul
Jean-Philippe JP Jeanphi Philippe
Jean-Pierre JP Jeanpi Pierre
Jean-Yves JY Yves
Jennifer Jen Jenny Jenn Jennie Jenna Jenifer
Jeremie Jeremy Jerry Jem Jerem Jeremiah
Jerome Jerry Gege Jey
Jessica Jess Jessie Jessy
Jillian Jill Gillian Gill
Joanna Jo Joan Anna Johanna Joanne Jojo
Joel Jo Jojo
Jocelyne Joce Lyne Jocelyn Joss
Johanna Jo Hannah Joanna Johana
Jonathan Jon Johnny Nathan Jo Jonny Jonathon Nat
Joseph Joe Jo Joey Jojo Jose Giuseppe Josef Pepe Josephe
Josephine Jo Josie Fifi Josette Jojo Josy Phine
Josette Jo Josie Josiane
Josiane Josy Jo
Joshua Josh Josue
Judith Judy Jude Judie
Julia Julie Jul Juliette Jules
Julie Jul Juju Julia Jules Juliette
Julien Jul Juju Jules Julian Julio
Julienne Julie Ju
Juliette Julie Jul Juju Juliet Juliana
Justine Ju Juju Justina Tine
Karen Kaz Karine Karin Caren
Kenneth Ken Kenny Kent
Kevin Kev Kevyn
Kimberly Kim Kimberley Kimmie
Laetitia Laeti Leti Titi Letitia Lettie Leticia
Laura Laurie Lo Lolo Laure Laureen Lora Lori
Laurence Lolo Lo Laurie Loren
Laurent Lolo Lawrence Larry Laurie Lorenzo Laurence Lorentz Lars Lau
Lawrence Larry Lars Laurie Lorenz Lorne Law
Leo Leon Leonard Leopold Lionel
Leonard Len Leo Lenny Leonardo Leonhard
Leonie Leo Nie Leona
Leopold Leo Poldi Paul
Leslie Les Lesley
Liliane Lili Lily Lilian Lillian Liana
Linda Lindy Lynn Lin Lindsay
Lionel Leo Lio Nel
Louis Lou Louie Lewis Loulou Luis Luigi Ludwig Ludo Loic
Louise Lou Lulu Lisa Louisa Loulou Luisa Lise
Luc Lucas Luke Lucien Luca Luka
Lucas Luc Luke Luca Luka Lukas
Lucie Lucy Lulu Lucia Lucille Luce Lucile
Lucien Lulu Luc Lucian Luciano
Lucienne Lulu Luce Cienne
Ludovic Ludo Lud Louis
Lydia Lydie Lyd
Madeleine Mado Maddy Mad Madeline Magda Madelaine Lena Maddie Magdalena Manon
Magali Mag Maggie Magalie
Manon Marie
Marc Mark Marco Marcus Markus Marcos
Marcel Marcelo Marcello Cel
Marcelle Marcella Celle
Margaret Maggie Meg Peggy Marge Margie Daisy Greta Marguerite Margot Rita Madge Maisie Margo Gretel Megan
Marguerite Margot Margaret Daisy Guite Maggie Margo Rita
Marianne Marie Mary Anne Mariane Marian Marion Maryanne
Marie Mary Maria Mimi Marion Manon Molly Polly May Maryse Miriam Moira Maureen Marielle Mara
Marie-Christine MC Christine
Marie-Claude MC Claude
Marie-Christine Marie Christine
Marie-France MF
Marie-Helene MH Helene
Marie-Jose MJ
Marie-Laure ML Laure
Marie-Louise ML Malou Louise
Marie-Therese MT Maite Therese
Marilyn Mary Lyn Marylin
Marine Marina Rina
Marion Marie Mary Marianne
Marjorie Marge Margie Jorie
Martha Marthe Marty Patty Mattie
Martin Marty Mart Tin Martijn
Martine Tina Titine Martina Tine
Mathieu Matthieu Mat Matt Matthew Mathew Mattias Mateo Matteo Matheo Matty Mathis
Mathilde Matilda Mathou Tilly Tilda Mattie
Mathias Matt Mat Matthias Matias
Maurice Momo Maury Morris Moritz Mauricio
Maxime Max Maxim Maximilien Maks Maxence
Maximilien Max Maximilian Maxime
Maxence Max
Melanie Mel Lanie Mela
Melissa Mel Lissa Missy Lisa
Mercedes Merche Sadie
Michael Mike Mick Mickey Mickael Mikael Michel Micky Mikey Mitch Miguel Mikhail Misha
Michel Mich Michou Michael Mimi Mitch Miguel Michal
Michele Mich Michou Michelle Mimi Shelly Chelle Shell
Michelle Shelly Mich Chelle Michele Micky
Mickael Mike Mick Micka Michael Mikael
Mildred Millie Milly
Miranda Randy Mandy
Mireille Mimi Mireya
Mitchell Mitch
Mohamed Mohammed Mohammad Muhammad Mo Momo Mehmet Mouhamed Med Mohamad Mamadou
Monique Momo Monica Nick Nique Mona
Morgane Morgan Momo
Nadine Nad Nadia Dine
Nancy Nan Anne
Natacha Natasha Nath Tasha Nathalie
Nathalie Nath Natalie Nat Talie Natalia Natacha Nattie
Nathaniel Nat Nathan Nate Natty
Nathan Nat Nate Nathaniel
Nicholas Nick Nicky Nico Nicolas Klaus Nik Colin
Nicolas Nico Nick Nicky Nicholas Nikolas Colin Klaus Nicola
Nicole Nicky Nico Nikki Cole Nicola Colette
Noel Nono Nowell
Noemie Noe Mimi Naomi
Norbert Bert Norb Nono
Odette Dette
Olivia Liv Livia Olive Ollie Livvy
Olivier Oliver Olive Ollie Oli Olly Noll
Oscar Oz Ozzie
Pamela Pam Pammy
Pascal Pasc Calou Pasqual Pascual
Pascale Calou
Patrice Pat Patrick Patou Patricio
Patricia Pat Patty Tricia Trish Pattie Patsy Patou Tish
Patrick Pat Paddy Rick Patou Patrice Padraig Patric Patrik
Paul Paulo Polo Pol Pablo Paolo Pavel Paulie
Paule Paula Paulette Pauline
Pauline Paula Paulette Popo Paulina Line
Penelope Penny Nell
Percival Percy
Perrine Perry Pierrette
Peter Pete Pierre Petey
Philibert Phil
Philippa Pippa Pip Phil
Philippe Phil Philip Pip Phillip Felipe Filip Filippo Flip
Phyllis Phyl
Pierre Pierrot Peter Pete Pedro Pierrick Piet Petr Pietro Piotr
Priscilla Cilla Prissy
Prudence Pru Prue
Rachel Rach Rachael Shelly Rae Raquel
Raphael Raph Rafael Rafa Raf Rafe Raffaele
Raymond Ray Momo Ramon
Raymonde Ray Monde
Rebecca Becky Becca Beck Rebekah
Regine Gina Reg Regina
Reginald Reg Reggie Ron
Reine Reina Queenie
Remi Remy Rem Remigius
Rene Nene Renato Renatus
Renee Nene Renata Renie
Richard Dick Rick Ricky Rich Richie Ritchie Rico Ricardo Riri
Robert Bob Rob Bobby Robbie Bert Robin Bobbie Roberto Robby Rupert Dob
Roberta Bobbie Robbie Berta
Rodney Rod Roddy
Rodolphe Rudolph Rudy Rolf Dolf Rodolfo
Rodrigue Roderick Rod Rick Rodrigo Roddy
Roger Rog Rodge Roro
Roland Rolly Rollo Orlando Rowland Rolland
Romain Rom Roman Romeo
Ronald Ron Ronnie Ronny
Rosalie Rose Rosa Lie Rosie
Rose Rosie Rosa Rosy Rosette
Rosemary Rose Rosie Romy Rosemarie
Roxane Rox Roxie Roxanne Roxy
Russell Russ Rusty
Sabine Sab Sabina Bine
Sabrina Sab Brina Bri Sab
Salomon Solomon Sol Salo
Samantha Sam Sammy Sammie
Samuel Sam Sammy Samy
Sandra Sandy Sandie Alexandra
Sandrine Sandy Sand Drine Sandie
Sarah Sara Sally Sadie Sal
Sebastien Seb Bastien Sebastian Bastian Sebas
Serge Sergio Sergei Sergey
Severine Sev Seve
Sharon Shaz Shari
Shirley Shirl
Sidney Sid Sydney Syd
Simon Sim Simeon Sy
Simone Momone Simona Mone
Solange Sol Soso
Sophie Sophia Sof Soso Sofia Fifi Sofie
Stephane Steph Stef Stephan Stephen Steve Fanfan Estefan Etienne Stefan
Stephanie Steph Stef Fanny Stefanie Steffi Stevie Stefania
Stephen Steve Steven Steph Stevie Ste Stephan
Steven Steve Stephen Stevie Stephane Esteban
Stuart Stu Stewart Stew
Susan Sue Susie Suzy Suzanne Susanna Suzie Sukie Susannah
Suzanne Suzy Susan Sue Suzie Zaza Suzette Susanne Suzon
Sylvain Syl Silvan
Sylvie Syl Sylvia Sylviane Vivi Silvia
Terence Terry Tel Terrence
Theodore Theo Ted Teddy Dora Theodor
Theophile Theo Phil
Theresa Therese Terry Tess Tessa Teresa Reese Tracy Tessie
Therese Tess Theresa Teresa Zeze Terry Maite Resi
Thibault Tib Thib Thibaut Tibo Thibaud Theobald
Thierry Titi Thi Terry Dietrich
Thomas Tom Tommy Thom Tomas Tomasz Tommaso
Timothee Tim Timmy Timothy Tim Timo
Tristan Tris Tristram
Ursula Ursule Uschi
Valentin Val Valentine Tintin Valentino
Valentine Val Titine Valentina
Valerie Val Valy Valeria
Vanessa Nessa Van Ness
Veronique Vero Veronica Nique Ronnie Vera
Victor Vic Vicky Toto Vick Viktor Vittorio
Victoire Victoria Vic Vicky Toria Tori Vikki Vickie
Vincent Vince Vin Vinnie Vinny Vincente Vincenzo
Violette Violet Vi Viola
Virginie Virginia Gini Ginny Nini Ginie Ginger
Virgile Virgil Gil
Viviane Vivi Vivian Vivienne Viv
Vladimir Vlad Volodia
Walter Walt Wally Gauthier Gautier
Wilfried Wilfred Will Fred Wilf Freddy
William Will Bill Billy Willy Liam Wills Willie Guillaume Willem Wim Gwilym
Winifred Winnie Freda Win
Xavier Xav Zav Javier
Yannick Yann Yan Nick Yanick
Yolande Yoyo Yolanda Yoli
Yves Yvon Vonnick Ivo Yvo
Yvette Vevette Yve Yvonne
Yvonne Vonnie Yvette Von Yvon
Zachary Zach Zac Zak Zack Zacharie
Zoe Zo
`;

const groupsOf = new Map<string, readonly number[]>();
GROUPS.trim()
  .split('\n')
  .forEach((line, group) => {
    for (const name of line.split(' ')) {
      const key = fold(name);
      groupsOf.set(key, [...(groupsOf.get(key) ?? []), group]);
    }
  });

/** True when a folded given name has pet forms, or is one, that {@link areNicknames} knows. */
export const hasNicknames = (name: string): boolean => groupsOf.has(name);

/** True when two folded given names stand for one another: Bob and Robert, Babeth and Élisabeth. */
export function areNicknames(a: string, b: string): boolean {
  const left = groupsOf.get(a);
  if (left === undefined || a === b) return false;
  const right = groupsOf.get(b);
  return right?.some((group) => left.includes(group)) ?? false;
}

const FEMININE = /(?:E|A|NE|LE|TE|QUE|IA|INE|ETTE)$/;

/**
 * True when two folded given names are the masculine and feminine of one name: Michel and Michèle, Jean and Jeanne,
 * Frédéric and Frédérique, Louis and Louise. Spelled nearly alike, yet rarely one person: often a couple or siblings.
 */
export function areGenderForms(a: string, b: string): boolean {
  // Of one length: the one in A is the feminine, and the first in the alphabet.
  const aIsShort = a.length < b.length || (a.length === b.length && a > b);
  const [short, long] = aIsShort ? [a, b] : [b, a];
  if (short.length < 3 || short === long || !FEMININE.test(long)) return false;
  const rest = long.slice(short.length);
  if (long.startsWith(short)) {
    const last = short.charAt(short.length - 1);
    return (
      rest === 'E' ||
      rest === 'A' ||
      rest === 'IA' ||
      rest === `${last}E` ||
      rest === `${last}A` ||
      rest === 'INE'
    );
  }
  const stem = short.slice(0, -1);
  if (!long.startsWith(stem)) return false;
  const end = `${short.charAt(short.length - 1)}/${long.slice(stem.length)}`;
  return (
    end === 'C/QUE' || end === 'E/A' || end === 'O/A' || end === 'F/VE' || end === 'E/IA' || end === 'S/A'
  );
}

/**
 * True when one folded given name looks like a short or pet form of the other: its beginning (Seb, Max), its end by
 * sound (Mily of Émilie), or a doubled syllable of it (Jéjé of Jérôme, Lolo of Laurent).
 */
export function looksShortened(a: string, b: string, soundA: string, soundB: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const [shortSound, longSound] = a.length <= b.length ? [soundA, soundB] : [soundB, soundA];
  if (short.length < 3 || short.includes(' ')) return false;
  if (long.length >= short.length + 2 && long.startsWith(short)) return true;
  if (shortSound.length >= 4 && longSound.length > shortSound.length && longSound.endsWith(shortSound))
    return true;
  const syllable = short.slice(0, 2);
  return short === syllable + syllable && (long.startsWith(syllable) || longSound.startsWith(syllable));
}
