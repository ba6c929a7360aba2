pragma ComponentBehavior: Bound
import QtQuick
import "../components"
import "parts"

// Told once: everything the list says of one thing, before anything is asked.
Screen {
    id: screen

    readonly property bool foreign: vm.texts.language === "en"

    title: vm.guide.title
    titleSize: "title"
    lead: say["told.lead"]

    Banner {
        width: parent.width
        visible: !screen.vm.guide.canApply
        title: screen.vm.guide.offerTitle
        body: screen.vm.guide.offerBody
        tone: screen.vm.guide.offerTone
        pictogram: screen.vm.guide.offerPictogram
    }

    FactRow {
        width: parent.width
        facts: screen.vm.guide.facts
    }

    SectionHead {
        width: parent.width
        visible: screen.vm.guide.conditions.length > 0
        text: screen.say["told.conditions"]
    }

    Bullets {
        width: parent.width
        lines: screen.vm.guide.conditions
    }

    TextLabel {
        width: parent.width
        visible: screen.foreign
        text: screen.say["told.list_words"]
        size: "s"
        tone: "muted"
    }

    aside: [
        SectionHead {
            width: parent.width
            text: screen.say["told.materials"]
            note: screen.vm.guide.materials.length > 0 ? screen.say["told.materials.note"] : ""
        },
        TextLabel {
            width: parent.width
            visible: screen.vm.guide.materials.length === 0
            text: screen.say["told.materials.none"]
        },
        Stack {
            width: parent.width
            spacing: 0

            Repeater {
                model: screen.vm.guide.materials

                MaterialRow {
                    required property var modelData
                    width: parent ? parent.width : 0
                    number: modelData.number
                    name: modelData.name
                    hint: modelData.hint
                    chips: modelData.chips
                }
            }
        },
        SectionHead {
            width: parent.width
            text: screen.say["told.more"]
        },
        Facts {
            width: parent.width
            size: "s"
            rows: screen.vm.guide.details
        },
        SectionHead {
            width: parent.width
            text: screen.say["told.elsewhere"]
        },
        Facts {
            width: parent.width
            size: "s"
            rows: screen.vm.guide.elsewhere
        }
    ]

    actions: [
        SecondaryButton {
            objectName: "other"
            text: screen.say["told.other"]
            pictogram: "search"
            onClicked: screen.vm.visit.back()
        },
        PrimaryButton {
            objectName: "start"
            visible: screen.vm.guide.canApply
            text: screen.say["told.start"]
            onClicked: screen.vm.guide.apply()
        }
    ]
}
