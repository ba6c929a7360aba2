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

    Item {
        width: parent.width
        implicitHeight: scene.height

        AttractScene {
            id: scene
            width: Theme.portrait ? Math.min(parent.width, Theme.large ? 500 : Theme.scale > 1 ? 680 : 860) : Math.min(parent.width, Theme.large ? 600 : 860)
            anchors.horizontalCenter: parent.horizontalCenter
            Accessible.role: Accessible.Button
            Accessible.name: screen.say["attract.zh.hint"]
            Accessible.onPressAction: screen.vm.visit.touch()

            TapHandler { onTapped: screen.vm.visit.touch() }
        }
    }

    aside: [
        TextLabel {
            width: parent.width
            text: screen.vm.visit.station
            size: "xxl"
            strong: true
            align: "center"
            Accessible.role: Accessible.Heading
        },
        TextLabel {
            width: parent.width
            text: screen.vm.visit.banner + "\u3000" + screen.say["attract.division"].replace("{code}", screen.vm.visit.division)
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
            text: screen.say["attract.can"].replace("{n}", screen.vm.visit.itemCount)
            align: "center"
        },
        TextLabel {
            width: parent.width
            visible: !Theme.large
            text: screen.say["attract.free"]
            size: "s"
            tone: "muted"
            align: "center"
        }
    ]
}
