"""Other names that people use: French, German and English ones, old spellings, short forms.

The list was written down from what such places are called, not from the data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from finder.places.gazetteer import Gazetteer

# The municipality of today, and what people call it or a part of it.
LIST = """
Aalst: Alost|Oilsjt
Aalter: Aeltre
Aarschot: Aerschot|Arschot
Antwerpen: Anvers|Antwerp|Antwaarpe|Amberes
Ardooie: Ardoye
Arendonk: Arendonck
Asse: Assche
Avelgem: Avelghem
Baarle-Hertog: Baerle-Duc|Baarle
Balen: Baelen-sur-Nèthe
Berlaar: Berlaer
Bever: Biévène
Blankenberge: Blankenberghe
Bornem: Bornhem
Brasschaat: Brasschaet
Bree: Brée
Brugge: Bruges|Bruegge
Brussel: Bruxelles|Brussels
Brussel: Bruxelles-Ville|Ville de Bruxelles|City of Brussels|Bruessel|Bruselas|Brussele
De Haan: Le Coq|Le Coq-sur-Mer|Coq-sur-Mer
De Panne: La Panne
Deinze: Deynze
Dendermonde: Termonde
Dessel: Desschel
Diksmuide: Dixmude|Diksmude
Drogenbos: Drogenbosch
Eeklo: Eecloo
Elsene: Ixelles
Essen: Esschen
Evergem: Everghem
Geel: Gheel
Genk: Genck
Gent: Gand|Ghent|Gante
Geraardsbergen: Grammont|Gerardsbergen|Geeraardsbergen
Gistel: Ghistelles
Grimbergen: Grimberghen
Haacht: Haecht
Halen: Haelen
Halle: Hal
Harelbeke: Harlebeke
Heist-op-den-Berg: Heyst-op-den-Berg|Heist op de Berg
Hemiksem: Hemixem
Herentals: Herenthals
Herk-de-Stad: Herck-la-Ville|Herk
Hoegaarden: Hougaerde
Hoeilaart: Hoeylaert
Hoogstraten: Hoogstraeten
Houthalen-Helchteren: Houthaelen-Helchteren
Ieper: Ypres|Ypern|Yper
Izegem: Iseghem
Kalmthout: Calmpthout
Kapelle-op-den-Bos: Capelle-au-Bois
Kapellen: Cappellen
Kaprijke: Caprycke
Kasterlee: Casterlé
Knokke-Heist: Knocke-Heist|Knocke|Knocke-le-Zoute
Koekelare: Couckelaere
Koksijde: Coxyde
Kontich: Contich
Kortemark: Cortemarck
Kortenaken: Cortenaeken
Kortenberg: Cortenberg
Kortrijk: Courtrai|Kortryk
Kraainem: Crainhem
Kuurne: Cuerne
Lanaken: Lanaeken
Lennik: Lennick
Leopoldsburg: Bourg-Léopold|Kamp van Beverlo
Leuven: Louvain|Löwen|Loewen|Lovaina
Lier: Lierre
Lochristi: Loochristy
Maaseik: Maeseyck|Maaseyck|Maeseik
Maldegem: Maldeghem
Mechelen: Malines|Mecheln|Mechlin|Malinas
Meise: Meysse
Menen: Menin
Mesen: Messines
Mol: Moll
Nieuwpoort: Nieuport
Nijlen: Nylen
Oostende: Ostende|Ostend
Opwijk: Opwyck
Oudenaarde: Audenarde|Oudenarde
Oudenburg: Oudenbourg
Oudergem: Auderghem
Overijse: Overyssche
Poperinge: Poperinghe
Puurs-Sint-Amands: Puers
Retie: Réthy
Rijkevorsel: Ryckevorsel
Roeselare: Roulers|Rousselare
Ronse: Renaix
Schaarbeek: Schaerbeek
Scherpenheuvel-Zichem: Montaigu-Zichem|Montaigu
Schoten: Schooten
Sint-Agatha-Berchem: Berchem-Sainte-Agathe
Sint-Genesius-Rode: Rhode-Saint-Genèse|Rode|Rhode
Sint-Gillis: Saint-Gilles
Sint-Gillis-Waas: Saint-Gilles-Waes
Sint-Jans-Molenbeek: Molenbeek-Saint-Jean|Molenbeek
Sint-Joost-ten-Node: Saint-Josse-ten-Noode|Saint-Josse|Sint-Joost
Sint-Katelijne-Waver: Wavre-Sainte-Catherine|Sint-Kathelijne-Waver
Sint-Lambrechts-Woluwe: Woluwe-Saint-Lambert
Sint-Laureins: Saint-Laurent
Sint-Lievens-Houtem: Hautem-Saint-Liévin
Sint-Martens-Latem: Laethem-Saint-Martin
Sint-Niklaas: Saint-Nicolas|Saint-Nicolas-Waes|Sinnekloas
Sint-Pieters-Leeuw: Leeuw-Saint-Pierre
Sint-Pieters-Woluwe: Woluwe-Saint-Pierre
Sint-Truiden: Saint-Trond|Sankt Truiden|Sint-Truien|Truiden
Spiere-Helkijn: Espierres-Helchin
Steenokkerzeel: Steenockerzeel
Temse: Tamise
Tervuren: Tervueren
Tielt: Thielt
Tienen: Tirlemont
Tongeren-Borgloon: Tongres|Tongern
Torhout: Thourout
Ukkel: Uccle
Veurne: Furnes
Vilvoorde: Vilvorde
Voeren: Fourons|Les Fourons
Vorst: Forest
Waregem: Waereghem
Watermaal-Bosvoorde: Watermael-Boitsfort
Wervik: Wervicq
Westerlo: Westerloo
Wevelgem: Wevelghem
Willebroek: Willebroeck
Wuustwezel: Wuestwezel
Zandhoven: Santhoven
Zaventem: Saventhem
Zelzate: Selzaete
Zemst: Sempst
Zottegem: Sottegem
Zoutleeuw: Léau
Wezembeek-Oppem: Wezembeek
Oudsbergen: Meeuwen-Gruitrode
Beveren-Kruibeke-Zwijndrecht: Cruybeke|Zwyndrecht
Tessenderlo-Ham: Ham
Kruisem: Cruyshautem
Brugge: Brügge
Brussel: Brüssel|Ville De Bruxelles|Laeken|Neder-over-Heembeek|Marollen|Marolles
Antwerpen: Merxem|Eeckeren|Wilryck|Borgerhout|Linkeroever|Berchem
Gent: Mont-Saint-Amand|Ledeberg|Gentbrugge|GAND|Saint-Denis-Westrem
Schaarbeek: Schaerbeeck
Sint-Lambrechts-Woluwe: Woluwé-Saint-Lambert|Woluwe St Lambert
Sint-Agatha-Berchem: Berchem Ste-Agathe
Sint-Gillis: St-Gilles|St. Gilles|St Gillis
Sint-Jans-Molenbeek: Molenbeek-St-Jean
Sint-Joost-ten-Node: St-Josse
Sint-Truiden: St-Trond|St Truiden|Saint Trond
Sint-Niklaas: St-Nicolas|Sint Niklaas
Sint-Genesius-Rode: Rhode-St-Genèse|Rhode Saint Genese
Watermaal-Bosvoorde: Boitsfort|Watermael|Bosvoorde
Tongeren-Borgloon: Looz|Borgloon|Tongeren
Halle: Lembecq|Lembeek|Buizingen
Voeren: Fouron-le-Comte|Fouron-Saint-Martin|Fouron-Saint-Pierre|Mouland
Spiere-Helkijn: Espierres|Helchin
Scherpenheuvel-Zichem: Sichem|Zichem
Knokke-Heist: Knokke|Le Zoute|Duinbergen|Heist-sur-Mer
Koksijde: Saint-Idesbald|Sint-Idesbald|Oostduinkerke
Zonnebeke: Passchendaele
Pajottegem: Gammerages|Galmaarden|Gooik|Herne
Merelbeke-Melle: Melle|Merelbeke
Nazareth-De Pinte: De Pinte|Nazareth
Puurs-Sint-Amands: Puurs|Sint-Amands|Saint-Amand
Pelt: Neerpelt|Overpelt
Oudsbergen: Opglabbeek|Gruitrode|Meeuwen
Kruisem: Kruishoutem|Zingem
Lievegem: Waarschoot|Lovendegem|Zomergem
Deinze: Nevele
Aalter: Knesselare
Lokeren: Moerbeke|Moerbeke-Waas
Tielt: Meulebeke
Hasselt: Kortessem
Bilzen-Hoeselt: Bilzen|Hoeselt
Tessenderlo-Ham: Ham|Tessenderlo|Oostham
Beveren-Kruibeke-Zwijndrecht: Beveren|Kruibeke|Zwijndrecht|Burcht
Wingene: Ruiselede
Brugge: Zeebruges|Sint-Andries|Assebroek
Sint-Katelijne-Waver: Wavre-Notre-Dame
Dilsen-Stokkem: Dilsen|Stockheim
Hechtel-Eksel: Exel
Maasmechelen: Mechelen-aan-de-Maas
Vleteren: Westvleteren
Heuvelland: Kemmel
Leuven: Heverlé|Heverlee|Kessel-Lo
Machelen: Diegem
Zaventem: Sterrebeek
Oudsbergen: Meeuwen-Gruitrode
Wezembeek-Oppem: Oppem
Antwerpen: 't Stad|Kiel|Luchtbal|Seefhoek|Zurenborg|Stuivenberg|Sint-Anneke
Gent: Rabot|Brugse Poort|Dampoort|Muide|Bloemekenswijk|Sluizeken|Malem|Nieuw Gent|Watersportbaan
Gent: Macharius|Moscou|Bernadettewijk
Genk: Winterslag|Waterschei|Sledderlo|Kolderbos|Zwartberg
Heusden-Zolder: Lindeman
Houthalen-Helchteren: Meulenberg
Oostende: Konterdam|Vuurtorenwijk|Opex|Oostn
Kortrijk: Overleie|Lange Munte|Kortrik
Mechelen: Nekkerspoel|Arsenaal|Pennepoel
Leuven: Blauwput|Casablanca
Hasselt: Runkst
Aalst: Mijlbeek
Anderlecht: Kuregem|Cureghem|Peterbos|Scheut|Neerpede|La Roue|Vogelzang
Schaarbeek: Helmet
Brussel: NOH|Bruzelles|Modelwijk|Cité Modèle
Overijse: Jezus-Eik|Notre-Dame-au-Bois
Grimbergen: Strombeek
Dilbeek: Grand-Bigard
Beveren-Kruibeke-Zwijndrecht: Beveren-Waas
Oudenaarde: Audenaerde
Vilvoorde: Vilvorden
Brugge: Seebrugge
"""
NAMES = [
    (name, town)
    for line in LIST.strip().splitlines()
    for town, _, names in [line.partition(": ")]
    for name in names.split("|")
]


def test_the_list_is_long() -> None:
    assert len({name for name, _ in NAMES}) > 250


@pytest.mark.parametrize(("name", "town"), NAMES)
def test_a_name_that_people_use(gazetteer: Gazetteer, name: str, town: str) -> None:
    """Each leads to its place, alone or with others of that name."""
    assert town in {village.municipality for village in gazetteer.find(name)}


@pytest.mark.parametrize(
    ("name", "towns"),
    [
        ("Heist", {"Heist-op-den-Berg", "Knokke-Heist"}),
        ("Woluwe", {"Sint-Pieters-Woluwe", "Sint-Lambrechts-Woluwe"}),
        ("Petegem", {"Deinze", "Wortegem-Petegem"}),
        ("Ruysbroeck", {"Sint-Pieters-Leeuw", "Puurs-Sint-Amands"}),
    ],
)
def test_a_name_of_two_is_both(gazetteer: Gazetteer, name: str, towns: set[str]) -> None:
    """And no one of them is chosen for the reader."""
    assert {village.municipality for village in gazetteer.find(name)} == towns
    assert gazetteer.place(name) is None


@pytest.mark.parametrize(
    ("name", "postcode", "village"),
    [
        ("Laeken", "1020", "Laken"),
        ("Merxem", "2170", "Merksem"),
        ("Zeebruges", "8380", "Zeebrugge"),
    ],
)
def test_another_name_of_a_village_is_that_village(
    gazetteer: Gazetteer, name: str, postcode: str, village: str
) -> None:
    """With its own postcode, and not that of the town."""
    for found in (gazetteer.place(name), gazetteer.place(name, postcode)):
        assert found is not None
        assert (found.name, found.postcode) == (village, postcode)
    assert gazetteer.place(name, "9000") is None
