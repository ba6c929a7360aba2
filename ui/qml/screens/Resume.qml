import QtQuick
import "../theme"
import "../components"
import "parts"

// Something was begun with this card before: go on, or begin anew.
Screen {
    id: screen

    title: say["resume.title"]
    titleSize: "title"
    lead: say["resume.lead"]

    Panel {
        width: parent.width
        tone: "accent"
        implicitHeight: rows.implicitHeight + 2 * rows.y

        Facts {
            id: rows
            x: Theme.space32
            y: Theme.large ? Theme.space24 : Theme.space32
            width: parent.width - 2 * Theme.space32
            rows: [
                {"label": screen.say["resume.item"], "value": screen.vm.card.draftItem},
                {"label": screen.say["resume.time"], "value": screen.vm.card.draftTime}
            ]
        }
    }

    Pictogram {
        visible: Theme.portrait && !Theme.large
        anchors.horizontalCenter: parent ? parent.horizontalCenter : undefined
        name: "document"
        size: 320
        fill: Theme.tintSky
    }

    aside: TextLabel {
        width: parent.width
        text: screen.say["resume.no.note"]
        tone: "muted"
    }

    actions: [
        SecondaryButton {
            objectName: "anew"
            text: screen.say["resume.no"]
            pictogram: "refresh"
            onClicked: screen.vm.visit.deny()
        },
        PrimaryButton {
            objectName: "resume"
            text: screen.say["resume.yes"]
            onClicked: screen.vm.visit.confirm()
        }
    ]
}
