import QtQuick
import "../theme"
import "../components"
import "parts"

// Nobody is here: the station's name, the languages, what can be done. Nothing personal, ever.
Screen {
    id: screen

    station: say["app.name"]
    tools: ["larger"]

    function begin(language: string): void {
        vm.visit.chooseLanguage(language);
    }

    AttractScene {
        width: parent.width
        maximumHeight: Theme.portrait ? (Theme.scale > 1.5 ? 260 : Theme.large ? 360 : Theme.scale > 1 ? 560 : 690) : 640

        TapHandler { onTapped: screen.vm.visit.touch() }
    }

    aside: [
        TextLabel {
            width: parent.width
            text: screen.vm.visit.station
            size: !Theme.large ? "xxl" : text.length > 10 ? "l" : "xl"
            strong: true
            align: "center"
            Accessible.role: Accessible.Heading
        },
        TextLabel {
            width: parent.width
            text: screen.vm.visit.banner + (Theme.large ? "\n" : "\u3000") + screen.say["attract.division"].replace("{code}", screen.vm.visit.division)
            tone: "muted"
            align: "center"
        },
        LanguageRow {
            width: parent.width
            vm: screen.vm
            onChosen: language => screen.begin(language)
        },
        TextLabel {
            width: parent.width
            visible: Theme.scale < 1.5
            text: screen.say["attract.can"].replace("{n}", screen.vm.visit.itemCount)
            align: "center"
        },
        TextLabel {
            width: parent.width
            visible: !Theme.large && Theme.portrait
            text: screen.say["attract.free"]
            size: "s"
            tone: "muted"
            align: "center"
        }
    ]
}
